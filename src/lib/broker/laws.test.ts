/**
 * Laws that hold whatever clients do: checked over random histories, event by event and, between steps, against what
 * the broker shows. `LAWS_RUNS=20000 npx vitest run src/lib/broker/laws.test.ts` for a long soak.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Broker } from './broker';
import type { BrokerSnapshot } from './snapshot';
import { HandClock } from './testing/hand-clock';
import { Actors, histories, type Step } from './testing/history';
import { Ledger, type LedgerQueue } from './testing/ledger';
import { lcg } from './testing/test-client';
import type { BrokerEvent, TraceSink } from './trace';

/** Histories in a run of all tests; a soak takes more. */
const RUNS = Number(process.env['LAWS_RUNS'] ?? 150);
/** A soak may take as long as it takes; nobody waits for a test that hangs. */
const PATIENCE = Math.max(60_000, RUNS * 500);

/** Plays a history to a broker that tells `trace` everything, and calls `resting` after each step. */
function play(
	history: readonly Step[],
	trace: TraceSink,
	resting: (broker: Broker) => void = () => {}
): Broker {
	const clock = new HandClock();
	const broker = new Broker({ clock, random: lcg(1), trace });
	const actors = new Actors(broker, clock);
	for (const step of history) {
		actors.act(step);
		resting(broker);
	}
	return broker;
}

/** What the trace comes to, in the snapshot's words, as far as a trace can know. */
function told(ledger: Ledger): unknown {
	return {
		vhosts: [...ledger.vhosts],
		exchanges: Array.from(ledger.exchanges, ([id, { declared, policy }]) => [
			...[id, declared.vhost, declared.name, declared.kind, declared.durable, declared.autoDelete],
			...[declared.internal, declared.arguments, policy.policy]
		]),
		queues: Array.from(ledger.queues, ([id, queue]) => toldQueue(id, queue, ledger)),
		bindings: Array.from(ledger.bindings, ([id, { routingKey, arguments: args }]) => [id, routingKey, args]),
		connections: Array.from(ledger.connections.values(), ({ connection, name, user, vhost }) => [
			...[connection, name, user, vhost]
		]),
		channels: Array.from(ledger.channels, ([key, channel]) => [
			...[key, channel.vhost, channel.mode.tx, channel.mode.confirm],
			...[channel.prefetchCount, channel.globalPrefetchCount]
		]),
		consumers: Array.from(ledger.consumers, ([id, { tag, noAck, prefetchCount, connection, channel }]) => [
			...[id, tag, !noAck, prefetchCount, connection, channel]
		])
	};
}

function toldQueue(id: number, { declared, policy, ...queue }: LedgerQueue, ledger: Ledger): unknown {
	const bytes = (copies: Iterable<{ readonly message: { readonly size: number } }>) =>
		[...copies].reduce((sum, { message }) => sum + message.size, 0);
	const consumers = [...ledger.consumers.values()].filter((consumer) => consumer.queue === id);
	const active = queue.activeConsumer === null ? null : ledger.consumers.get(queue.activeConsumer)!.tag;
	return [
		...[id, declared.vhost, declared.name, declared.kind, declared.durable, declared.autoDelete],
		...[declared.exclusive, declared.arguments, policy.policy, policy.operatorPolicy, policy.definition],
		...[consumers.length, active, queue.waiting.length, queue.unacknowledged.size, queue.delayed.size],
		...[bytes(queue.waiting), bytes(queue.unacknowledged)]
	];
}

/** The same from what the broker shows. */
function shown(snapshot: BrokerSnapshot): unknown {
	const byId = <T extends { readonly id: number }>(list: readonly T[]) =>
		list.filter(({ id }) => id > 0).toSorted((a, b) => a.id - b.id);
	return {
		vhosts: snapshot.vhosts,
		exchanges: byId(snapshot.exchanges).map((exchange) => [
			...[exchange.id, exchange.vhost, exchange.name, exchange.type, exchange.durable],
			...[exchange.autoDelete, exchange.internal, exchange.arguments, exchange.policy]
		]),
		queues: byId(snapshot.queues).map((queue) => [
			...[queue.id, queue.vhost, queue.name, queue.type, queue.durable, queue.autoDelete, queue.owner],
			...[queue.arguments, queue.policy, queue.operatorPolicy, queue.effectivePolicy, queue.consumers],
			...[queue.singleActiveConsumerTag, queue.messagesReady, queue.messagesUnacknowledged],
			queue.messagesDelayed,
			...[queue.messageBytesReady, queue.messageBytesUnacknowledged]
		]),
		bindings: byId(snapshot.bindings).map(({ id, routingKey, arguments: args }) => [id, routingKey, args]),
		connections: byId(snapshot.connections).map(({ id, name, user, vhost }) => [id, name, user, vhost]),
		channels: snapshot.channels.map((channel) => [
			...[`${channel.connection}/${channel.number}`, channel.vhost, channel.transactional, channel.confirm],
			...[channel.prefetchCount, channel.globalPrefetchCount]
		]),
		consumers: byId(snapshot.consumers).map((consumer) => [
			...[consumer.id, consumer.tag, consumer.ackRequired, consumer.prefetchCount],
			...[consumer.connection, consumer.channel]
		])
	};
}

/** Channels are kept by connection; the order in which they were opened doesn't matter. */
function sorted(state: unknown): unknown {
	const { channels, ...rest } = state as { channels: [string, ...unknown[]][] };
	return { ...rest, channels: channels.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
}

/** As text first, which is much faster and nearly always enough. */
function expectSame(told: unknown, shown: unknown): void {
	const [a, b] = [sorted(told), sorted(shown)];
	if (JSON.stringify(a) !== JSON.stringify(b)) expect(a).toEqual(b);
}

describe('laws', () => {
	it(
		'every copy is in one state, queues are fair, limits hold, and the trace tells the whole state',
		() => {
			fc.assert(
				fc.property(histories(80), (history) => {
					const ledger = new Ledger();
					play(
						history,
						(event) => ledger.add(event),
						(broker) => {
							ledger.rest();
							expectSame(told(ledger), shown(broker.snapshot()));
						}
					);
				}),
				{ numRuns: RUNS }
			);
		},
		PATIENCE
	);

	it(
		'the same history leaves the same trace',
		() => {
			const traceOf = (history: readonly Step[]): BrokerEvent[] => {
				const events: BrokerEvent[] = [];
				play(history, (event) => events.push(event));
				return events;
			};
			fc.assert(
				fc.property(histories(80), (history) => {
					expect(traceOf(history)).toEqual(traceOf(history));
				}),
				{ numRuns: Math.ceil(RUNS / 10) }
			);
		},
		PATIENCE
	);
});
