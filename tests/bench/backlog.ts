/** A backlog of a million messages: what one takes in memory, and whether depth makes publishing or consuming dearer. */
import { declareQueue, publish, type Broker, type Channel } from '../../src/lib/broker';
import { contentOf, makeBroker, openChannel, PLAIN } from './support/engine';
import { compare, type Contender } from './support/measure';
import { count, printTable, times } from './support/table';

const DEPTH = 1_000_000;
const SHALLOW = 1000;
/** Most that depth may cost, as a ratio. */
const GOAL = 1.25;

interface Backlog {
	readonly broker: Broker;
	readonly channel: Channel;
}

const content = contentOf(100);

function fill(depth: number): Backlog {
	const broker = makeBroker();
	const channel = openChannel(broker);
	declareQueue(channel, { ...PLAIN, queue: 'q' });
	for (let message = 0; message < depth; message++) put({ broker, channel });
	return { broker, channel };
}

function put({ broker, channel }: Backlog): void {
	broker.engine.turn(() => publish(channel, '', 'q', false, content));
}

function take({ broker, channel }: Backlog): void {
	broker.engine.turn(() => channel.get('q', true));
}

/** One in, one out: the depth stays. */
function through(backlog: Backlog): Contender {
	return (rounds) => {
		for (let round = 0; round < rounds; round++) {
			put(backlog);
			take(backlog);
		}
	};
}

/** A delivery and its acknowledgement for every publish, by a consumer that has the whole backlog before it. */
function consumed(depth: number): Contender {
	const broker = makeBroker();
	const tags: number[] = [];
	const channel = openChannel(broker, { deliver: (_consumer, deliveryTag) => tags.push(deliveryTag) });
	declareQueue(channel, { ...PLAIN, queue: 'q' });
	channel.qos(0, 1, false);
	for (let message = 0; message < depth; message++) put({ broker, channel });
	broker.engine.turn(() => channel.consume('q', {}));
	return (rounds) => {
		for (let round = 0; round < rounds; round++) {
			put({ broker, channel });
			broker.engine.turn(() => channel.ack(tags.pop()!, false));
		}
	};
}

function heapUsed(): number {
	globalThis.gc!();
	return process.memoryUsage().heapUsed;
}

const microseconds = compare({
	'publish, get, deep': () => through(fill(DEPTH)),
	'publish, get, shallow': () => through(fill(SHALLOW)),
	'publish, consume, ack, deep': () => consumed(DEPTH),
	'publish, consume, ack, shallow': () => consumed(SHALLOW)
});

const before = heapUsed();
const deep = fill(DEPTH);
const bytes = (heapUsed() - before) / deep.broker.snapshot().queues[0]!.messagesReady;
console.log(`  ${count(DEPTH)} messages, one content shared by all: ${count(bytes)} bytes a message\n`);

printTable(
	['publish, get', 'publish, consume, ack'].map((what) => {
		const ours = microseconds[`${what}, deep`]!;
		const peer = microseconds[`${what}, shallow`]!;
		const ratio = ours / peer;
		return {
			what,
			ours: `${ours.toFixed(2)} µs`,
			peer: `${peer.toFixed(2)} µs`,
			ratio: times(ratio),
			goal: `≤ ${GOAL}×`,
			met: ratio <= GOAL
		};
	}),
	{ ours: `at ${count(DEPTH)}`, peer: `at ${count(SHALLOW)}`, ratio: 'dearer' }
);
