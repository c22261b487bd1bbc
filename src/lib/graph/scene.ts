/**
 * The scene: what there is to see at one moment, as plain data. `fold.ts` makes it from the trace; the
 * layout and the picture only read it. Copies, messages and flights are replaced, never mutated, so that a
 * checkpoint may share them; everything else is small and is copied by `cloneScene`.
 */
import type {
	BindingId,
	ChannelModeSet,
	ConnectionId,
	ConsumerEnded,
	ConsumerId,
	CopyId,
	ExchangeId,
	MessageId,
	QueueId
} from '../broker/trace';
import type { Alarm } from '../broker/alarms';
import { emptyBalance, type Balance, type CopyPlace } from './balance';
import { cloneLeg, type Leg } from './flights';
import { cloneLine, type Line } from './line';
import { cloneReadyList, type ReadyList } from './ready-list';

/** Where something was made: the program's id and its line, where known. */
export interface Origin {
	readonly program: string | null;
	readonly line: number | null;
}

/** A program, or a client that is no program of ours. A program that starts takes the seat of an exited one of its file. */
export interface SceneProgram {
	/** The program's id in the trace, or `connection <n>` for a foreign client. */
	readonly id: string;
	/** Place in the picture: what replaces an exited program inherits it. */
	readonly seat: number;
	readonly file: string;
	/** 1 for the first instance of the file; 0 for a foreign client. */
	readonly instance: number;
	readonly args: readonly string[];
	readonly startedAt: number;
	exited: { readonly at: number; readonly code: number | null } | null;
	/** Left if it publishes of its own accord, right if it only consumes or answers; null until it does either. */
	side: 'left' | 'right' | null;
	/** Node ids it has published to. */
	publishesTo: Set<string>;
	/** Node ids it has received from without a consumer: queues by basic.get, the default exchange by direct reply. */
	getsFrom: Set<string>;
	published: number;
	received: number;
	/** Open connections. */
	connections: number;
	/** The queue it last stopped consuming from, and why; null while it never did. */
	stopped: { readonly queue: string; readonly reason: ConsumerEnded['reason'] } | null;
	/** How the broker last closed a channel or connection of it, if it did. */
	trouble: { readonly code: number; readonly text: string } | null;
}

export interface SceneConnection {
	readonly id: ConnectionId;
	readonly name: string;
	readonly vhost: string;
	/** Key into `Scene.programs`. */
	readonly program: string;
}

export interface SceneChannel {
	readonly connection: ConnectionId;
	readonly number: number;
	/** Asked for publisher confirms or transactions. */
	mode: ChannelModeSet['mode'] | null;
	/** What a consumer started from now on may hold (qos with global=false, B19); 0 is unlimited. */
	ownPrefetch: number;
	/** What all its consumers may hold together (qos with global=true, B19); 0 is unlimited. */
	sharedPrefetch: number;
	published: number;
	/** Delivered on it, by consumers or basic.get, and not yet settled. */
	unacked: number;
}

export interface SceneExchange {
	readonly id: ExchangeId;
	readonly name: string;
	readonly vhost: string;
	readonly kind: string;
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly internal: boolean;
	/** Name of its alternate exchange, by its own arguments. */
	readonly alternate: string | null;
	/** The same by its policy, which its own argument goes before. */
	policyAlternate: string | null;
	/** One of those every vhost starts with: not drawn until something uses it. */
	readonly predeclared: boolean;
	used: boolean;
	/** Messages it was asked to route; of those no binding took, how many its alternate exchange was asked for; how many of those published to it no queue wanted. */
	seen: number;
	diverted: number;
	lost: number;
	readonly origin: Origin;
}

export interface SceneBinding {
	readonly id: BindingId;
	readonly source: ExchangeId;
	/** Node id of what it leads to. */
	readonly to: string;
	readonly routingKey: string;
	/** Header arguments as shown: `format=pdf`, in the order given. */
	readonly headers: readonly string[];
	/** x-match, where given. */
	readonly match: string | null;
	readonly origin: Origin;
}

/** Names of an exchange and of the key to be used there; null where nothing is said. */
export interface DeadLetterTarget {
	readonly exchange: string | null;
	readonly routingKey: string | null;
}

export interface SceneQueue {
	readonly id: QueueId;
	readonly name: string;
	readonly vhost: string;
	readonly kind: 'classic' | 'quorum' | 'stream';
	readonly durable: boolean;
	readonly autoDelete: boolean;
	readonly exclusive: boolean;
	/** Its consumers take over from each other, one at a time (Q32). */
	readonly singleActive: boolean;
	/** Has levels of priority (Q30). */
	readonly priorities: boolean;
	/** Where dead letters go, by its own arguments. */
	readonly deadLetter: DeadLetterTarget;
	/** The same by its policy: each of the two where its own arguments don't say. */
	policyDeadLetter: DeadLetterTarget;
	/** Node ids its dead letters have been seen to reach. */
	deadLettersTo: Set<string>;
	ready: ReadyList;
	/** Delivered and not yet settled, oldest delivery first. */
	unacked: Set<CopyId>;
	/** Copies it was ever given, and by what has become of them how many are no more. */
	enqueued: number;
	ended: Map<CopyPlace, number>;
	/** Grows with every change, so that a reader can tell cheaply whether to look. */
	version: number;
	readonly origin: Origin;
}

export interface SceneConsumer {
	readonly id: ConsumerId;
	readonly tag: string;
	readonly queue: QueueId;
	/** Key into `Scene.programs`. */
	readonly program: string;
	readonly noAck: boolean;
	/** Key into `Scene.channels`. */
	readonly channel: string;
	/** 0 is unlimited. */
	readonly prefetch: number;
	/** x-priority: higher ones are served first (B18). */
	readonly priority: number;
	/** Single active consumer: false while it waits for its turn. */
	active: boolean;
	held: Set<CopyId>;
	/** Null while it lives; then when it ended, so that its edge can outlast it for a moment. */
	endedAt: number | null;
}

/** One message in one queue. Replaced, never mutated. */
export interface SceneCopy {
	readonly id: CopyId;
	readonly message: MessageId;
	readonly queue: QueueId;
	readonly place: 'ready' | 'unacked';
	/** Who holds it while unacked; null after a basic.get. */
	readonly consumer: ConsumerId | null;
	/** Key into `Scene.programs` of the one who holds it. */
	readonly program: string | null;
	/** Key into `Scene.channels` of the one it was delivered on; null while it is ready. */
	readonly channel: string | null;
	/** Virtual time its token reaches the queue: its cell is drawn from then on. Counts don't wait. */
	readonly seated: number;
	/** While unacked: when its delivery leaves the queue and reaches the consumer. */
	readonly departs: number;
	readonly arrives: number;
	/** Handed out before. */
	readonly redelivered: boolean;
	readonly priority: number;
	/** Place in the queue's order: copies with a lower one leave first (within one priority). */
	readonly rank: number;
}

/** One publish. Replaced, never mutated; forgotten once its last copy is gone. */
export interface SceneMessage {
	readonly id: MessageId;
	/** 1 for the first that left a program. It is what the token shows, and decides its hue. */
	readonly number: number;
	readonly origin: Origin;
	readonly routingKey: string;
	readonly priority: number;
	/** Virtual milliseconds its content took to the broker; legs inside the broker are drawn in shares of it. */
	readonly latency: number;
	/** Copies alive. */
	readonly open: number;
	/** When the token reaches each queue it was last routed to. */
	readonly seats: ReadonlyMap<QueueId, number>;
	/** Handed straight to who had asked (B32). */
	readonly replied: boolean;
	/** Queues whose dead letter of this message is yet to be routed, oldest first. */
	readonly deadFrom: readonly QueueId[];
}

/** A publish on its way to the broker. */
export interface Departure {
	readonly number: number;
	readonly latency: number;
	/** Node id it flies to. */
	readonly to: string | null;
	readonly origin: Origin;
}

/** A delivery whose departure the link has yet to report. */
export interface PendingDelivery {
	/** 0 for a direct reply, which is no copy. */
	readonly copy: CopyId;
	readonly message: MessageId;
	/** Node id it leaves from. */
	readonly from: string;
	readonly program: string;
	readonly seated: number;
	/** What departs after it under the same tag: direct replies use none up. */
	readonly next?: PendingDelivery;
}

export interface Scene {
	/** Events folded so far. */
	events: number;
	/** Virtual time of the last one, milliseconds. */
	at: number;
	/** Grows whenever nodes or edges come, go or change their look. */
	structure: number;
	nextNumber: number;
	nextSeat: number;
	nextRank: number;
	programs: Map<string, SceneProgram>;
	connections: Map<ConnectionId, SceneConnection>;
	/** By `connection/number`. */
	channels: Map<string, SceneChannel>;
	/** In force now: whoever publishes is not heard (C32). */
	alarms: Set<Alarm>;
	exchanges: Map<ExchangeId, SceneExchange>;
	bindings: Map<BindingId, SceneBinding>;
	/** How many messages each binding has taken. */
	matches: Map<BindingId, number>;
	queues: Map<QueueId, SceneQueue>;
	consumers: Map<ConsumerId, SceneConsumer>;
	/** `vhost/name` → id. */
	exchangeNames: Map<string, ExchangeId>;
	queueNames: Map<string, QueueId>;
	messages: Map<MessageId, SceneMessage>;
	/** Messages with no copy left, oldest first, to be forgotten when time has moved on. */
	spent: { readonly message: MessageId; readonly at: number }[];
	copies: Map<CopyId, SceneCopy>;
	/** By channel: publishes on their way, in order. */
	departures: Map<string, Line<Departure>>;
	/** By channel: messages about to be returned, in order. */
	returns: Map<string, Line<MessageId>>;
	/** By channel and delivery tag. */
	deliveries: Map<string, PendingDelivery>;
	legs: Map<string, Leg>;
	balance: Balance;
}

export const programNode = (seat: number): string => `p${seat}`;
export const exchangeNode = (id: ExchangeId): string => `x${id}`;
export const queueNode = (id: QueueId): string => `q${id}`;

/** Edge ids. Flights travel on these; the structure draws them. */
export const publishEdge = (program: string, to: string): string => `publish:${program}>${to}`;
export const bindingEdge = (id: BindingId): string => `binding:${id}`;
export const alternateEdge = (from: string, to: string): string => `alternate:${from}>${to}`;
export const consumeEdge = (queue: string, program: string): string => `consume:${queue}>${program}`;
export const deadLetterEdge = (from: string, to: string): string => `dead:${from}>${to}`;

export const emptyScene = (): Scene => ({
	events: 0,
	at: 0,
	structure: 0,
	nextNumber: 1,
	nextSeat: 1,
	nextRank: 1,
	programs: new Map(),
	connections: new Map(),
	channels: new Map(),
	alarms: new Set(),
	exchanges: new Map(),
	bindings: new Map(),
	matches: new Map(),
	queues: new Map(),
	consumers: new Map(),
	exchangeNames: new Map(),
	queueNames: new Map(),
	messages: new Map(),
	spent: [],
	copies: new Map(),
	departures: new Map(),
	returns: new Map(),
	deliveries: new Map(),
	legs: new Map(),
	balance: emptyBalance()
});

/** A scene that can be folded further without touching the first. */
export const cloneScene = (scene: Scene): Scene => ({
	...scene,
	programs: mapValues(scene.programs, (program) => ({
		...program,
		publishesTo: new Set(program.publishesTo),
		getsFrom: new Set(program.getsFrom)
	})),
	connections: new Map(scene.connections),
	channels: mapValues(scene.channels, (channel) => ({ ...channel })),
	alarms: new Set(scene.alarms),
	exchanges: mapValues(scene.exchanges, (exchange) => ({ ...exchange })),
	bindings: new Map(scene.bindings),
	matches: new Map(scene.matches),
	queues: mapValues(scene.queues, (queue) => ({
		...queue,
		deadLettersTo: new Set(queue.deadLettersTo),
		ready: cloneReadyList(queue.ready),
		unacked: new Set(queue.unacked),
		ended: new Map(queue.ended)
	})),
	consumers: mapValues(scene.consumers, (consumer) => ({ ...consumer, held: new Set(consumer.held) })),
	exchangeNames: new Map(scene.exchangeNames),
	queueNames: new Map(scene.queueNames),
	messages: new Map(scene.messages),
	spent: [...scene.spent],
	copies: new Map(scene.copies),
	departures: mapValues(scene.departures, cloneLine),
	returns: mapValues(scene.returns, cloneLine),
	deliveries: new Map(scene.deliveries),
	legs: mapValues(scene.legs, cloneLeg),
	balance: { ...scene.balance }
});

function mapValues<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): Map<K, V> {
	const changed = new Map<K, V>();
	for (const [key, value] of map) changed.set(key, change(value));
	return changed;
}
