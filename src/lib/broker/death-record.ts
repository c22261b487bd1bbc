/** The x-death header: how often, where and why a message died, newest event first (D7–D11). */
import { get, longstr, set, type FieldTable, type FieldValue } from '../amqp';
import { sortedByName } from './canonical';
import type { Profile } from './profile';

export interface Death {
	readonly reason: string;
	readonly queue: string;
	/** The exchange and keys the message had come by. */
	readonly exchange: string;
	readonly routingKeys: readonly string[];
	/** Seconds since 1970. */
	readonly time: bigint;
	/** The expiration property that is taken away (D5), if the queue knows it. */
	readonly expiration: string | undefined;
}

/** The headers with one more death in them. `trusted`: whether an x-death that is there was ours (D11). */
export function recordDeath(
	headers: FieldTable,
	death: Death,
	profile: Profile,
	trusted: boolean
): FieldTable {
	const recorded = trusted ? get(headers, 'x-death') : undefined;
	let all = headers;
	if (recorded === undefined) {
		all = set(all, 'x-first-death-reason', longstr(death.reason));
		all = set(all, 'x-first-death-queue', longstr(death.queue));
		all = set(all, 'x-first-death-exchange', longstr(death.exchange));
	}
	if (profile.lastDeathHeaders) {
		all = set(all, 'x-last-death-reason', longstr(death.reason));
		all = set(all, 'x-last-death-queue', longstr(death.queue));
		all = set(all, 'x-last-death-exchange', longstr(death.exchange));
	}
	const entries =
		recorded?.type === 'array' ? continued(recorded.value, death, profile) : [table(entryOf(death, profile))];
	return sortedByName(set(all, 'x-death', { type: 'array', value: entries }));
}

/** A first death in D8's order. */
function entryOf(death: Death, profile: Profile): FieldTable {
	const expiration: FieldTable =
		death.expiration === undefined ? [] : [['original-expiration', longstr(death.expiration)]];
	const entry: FieldTable = [
		['count', { type: 'long', value: 1n }],
		['reason', longstr(death.reason)],
		['queue', longstr(death.queue)],
		['time', { type: 'timestamp', value: death.time }],
		['exchange', longstr(death.exchange)],
		['routing-keys', { type: 'array', value: death.routingKeys.map(longstr) }]
	];
	return profile.originalExpirationFirst ? [...expiration, ...entry] : [...entry, ...expiration];
}

/** A further death: the entry of its queue and reason is counted up and moves to the front, sorted by name. */
function continued(entries: readonly FieldValue[], death: Death, profile: Profile): FieldValue[] {
	const same = (entry: FieldValue) =>
		textIn(entry, 'queue') === death.queue && textIn(entry, 'reason') === death.reason;
	const earlier = grouped(entries);
	const match = earlier.find(same);
	const entry = match?.type === 'table' ? countedUp(match.value) : entryOf(death, profile);
	return [table(sortedByName(entry)), ...earlier.filter((other) => !same(other))];
}

/**
 * One entry for each queue and reason; entries of old servers and other hands may have several. RabbitMQ turns
 * the order of what is there around whenever it does this, so only the first entry's place means anything.
 */
function grouped(entries: readonly FieldValue[]): readonly FieldValue[] {
	if (entries.length < 2) return entries;
	const byCause = new Map<string, FieldValue>();
	const times = new Map<string, number>();
	for (const entry of entries) {
		const cause = `${textIn(entry, 'queue')}\0${textIn(entry, 'reason')}`;
		if (!byCause.has(cause)) byCause.set(cause, entry);
		times.set(cause, (times.get(cause) ?? 0) + 1);
	}
	return Array.from(byCause, ([cause, entry]) => withCount(entry, times.get(cause)!)).reverse();
}

function withCount(entry: FieldValue, count: number): FieldValue {
	if (entry.type !== 'table' || get(entry.value, 'count')) return entry;
	return table([['count', { type: 'long', value: BigInt(count) }], ...entry.value]);
}

function countedUp(entry: FieldTable): FieldTable {
	const count = get(entry, 'count')?.value;
	const next = typeof count === 'bigint' || typeof count === 'number' ? BigInt(count) + 1n : 1n;
	return set(entry, 'count', { type: 'long', value: next });
}

/**
 * Whether going to `queue` would close a circle that nobody but the broker keeps turning: the queue is in the
 * history, and no entry from there on was a rejection (D12).
 */
export function isCycle(queue: string, headers: FieldTable): boolean {
	const deaths = get(headers, 'x-death');
	if (deaths?.type !== 'array') return false;
	const since = deaths.value.findIndex((entry) => textIn(entry, 'queue') === queue);
	return (
		since >= 0 && deaths.value.slice(0, since + 1).every((entry) => textIn(entry, 'reason') !== 'rejected')
	);
}

function textIn(entry: FieldValue, name: string): unknown {
	return entry.type === 'table' ? get(entry.value, name)?.value : undefined;
}

function table(value: FieldTable): FieldValue {
	return { type: 'table', value };
}
