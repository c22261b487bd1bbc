/**
 * Dead lettering: what leaves a queue for a reason is published again to the queue's dead letter exchange
 * (section 6).
 */
import { encodeProperties, without } from '../amqp';
import { isCycle, recordDeath } from './death-record';
import type { Engine } from './engine';
import type { Exchange } from './exchanges/exchange';
import { Message } from './message';
import type { Queue } from './queues/queue';
import { routingKeysIn } from './routing-keys';

export type DeathReason = 'rejected' | 'expired' | 'maxlen' | 'delivery_limit';

/** Longest chain of deaths within one turn. Some go round for ever (D12); then every lap is a turn of its own. */
const DEEPEST = 16;

/** Publishes what died in `queue` to `exchange`, by `routingKey` or, when that is null, by its own keys (D4). */
export function deadLetter(
	message: Message,
	reason: DeathReason,
	queue: Queue,
	exchange: Exchange,
	routingKey: string | null
): void {
	const { engine } = queue;
	const send = (): void => void publish(message, reason, queue, exchange, routingKey, new Set());
	if (engine.heldDeaths === null) dispatch(engine, send);
	else engine.heldDeaths.push(send);
}

function dispatch(engine: Engine, send: () => void): void {
	if (engine.deaths < DEEPEST) send();
	else engine.schedule(engine.clock.now(), send);
}

/**
 * Runs `reach`, which brings a message to several queues. They all have it before any of what must go for it is
 * dead-lettered.
 */
export function reachAll(engine: Engine, reach: () => void): void {
	if (engine.heldDeaths !== null) return reach();
	const held: (() => void)[] = [];
	engine.heldDeaths = held;
	reach();
	engine.heldDeaths = null;
	for (const send of held) dispatch(engine, send);
}

/**
 * The same for whoever wants to know how it went: whether there are queues for it, and all of them have taken it, now
 * or before. Those that have are added to `taken`.
 */
export function deadLetterSurely(
	message: Message,
	reason: DeathReason,
	queue: Queue,
	exchange: Exchange,
	routingKey: string | null,
	taken: Set<Queue>
): boolean {
	const targets = publish(message, reason, queue, exchange, routingKey, taken, queue);
	return targets.length > 0 && targets.every((target) => taken.has(target));
}

function publish(
	message: Message,
	reason: DeathReason,
	queue: Queue,
	exchange: Exchange,
	routingKey: string | null,
	taken: Set<Queue>,
	publisher: Queue | null = null
): Queue[] {
	if (exchange.deleted) return [];
	const { engine } = queue;
	if (engine.deaths++ === 0) engine.dying = queue;
	const dead = withDeath(message, reason, queue, exchange, routingKey);
	const { headers = [] } = dead.properties();
	const targets = queue.vhost.routing
		.route(dead, exchange, 'dead-letter')
		.filter((target) => reason === 'rejected' || !isCycle(target.name, headers))
		.filter(({ type }) => type !== 'stream' || publisher !== null || engine.profile.deadLettersReachStreams);
	engine.replies.sendAll();
	reachAll(engine, () => {
		for (const target of targets)
			if (!taken.has(target) && target.enqueue(dead, publisher)) taken.add(target);
	});
	if (--engine.deaths === 0) engine.dying = null;
	return targets;
}

/** The message as it is published again (D5, D6). */
function withDeath(
	message: Message,
	reason: DeathReason,
	queue: Queue,
	exchange: Exchange,
	routingKey: string | null
): Message {
	const { engine } = queue;
	const { expiration, headers: before = [], ...properties } = message.properties();
	const death = {
		reason,
		queue: queue.name,
		exchange: message.exchange,
		routingKeys: [message.routingKey, ...routingKeysIn(before)],
		time: engine.timestamp(),
		expiration: queue.remembersExpiration(message) ? expiration : undefined
	};
	const trusted = engine.profile.trustsClientDeaths || message.died;
	const recorded = recordDeath(before, death, engine.profile, trusted);
	const removesCc = routingKey !== null && engine.profile.deadLetterRemovesCc;
	const headers = removesCc ? without(recorded, 'CC') : recorded;
	const dead = new Message(
		message.id,
		exchange.name,
		routingKey ?? message.routingKey,
		routingKey === null ? message.extraKeys : null,
		{ properties: encodeProperties({ ...properties, headers }), body: message.content.body },
		message.persistent,
		message.priority,
		Infinity
	);
	dead.died = true;
	return dead;
}
