/** What the trace costs: the same messages with somebody listening and with nobody, over the wire and without it. */
import { bindQueue, declareExchange, declareQueue, publish, type BrokerEvent } from '../../src/lib/broker';
import { contentOf, makeBroker, openChannel, openClient, PLAIN } from './support/engine';
import { compare, type Contender } from './support/measure';
import { printTable } from './support/table';

/** Most that the trace may cost, as a share of what is done without it. */
const GOAL = 0.25;
/** How many events the world sends to the page at a time. */
const BATCH = 500;

/** Listens as the world does: keeps events until there are enough to send. */
function listener(): (event: BrokerEvent) => void {
	let batch: BrokerEvent[] = [];
	return (event) => {
		batch.push(event);
		if (batch.length === BATCH) batch = [];
	};
}

function engine(traced: boolean): Contender {
	const broker = makeBroker(traced ? { trace: listener() } : {});
	const channel = openChannel(broker, {
		deliver: (_consumer, deliveryTag) => channel.ack(deliveryTag, false)
	});
	declareExchange(channel, { ...PLAIN, exchange: 'x', type: 'direct' });
	declareQueue(channel, { ...PLAIN, queue: 'q' });
	bindQueue(channel, { ...PLAIN, queue: 'q', exchange: 'x', routingKey: 'k' });
	channel.consume('q', {});
	const content = contentOf(100);
	return (rounds) => {
		for (let round = 0; round < rounds; round++)
			broker.engine.turn(() => publish(channel, 'x', 'k', false, content));
	};
}

/** The same as a client has it: bytes come in, bytes go out. What the client does with them is not counted. */
function wire(traced: boolean): Contender {
	const broker = makeBroker(traced ? { trace: listener() } : {});
	const client = openClient(broker);
	client.say({ ...PLAIN, name: 'exchange.declare', exchange: 'x', type: 'direct', nowait: false });
	client.say({ ...PLAIN, name: 'queue.declare', queue: 'q', nowait: false });
	client.say({ ...PLAIN, name: 'queue.bind', queue: 'q', exchange: 'x', routingKey: 'k', nowait: false });
	const consume = { consumerTag: 'c', noLocal: false, noAck: false, exclusive: false };
	client.say({ ...PLAIN, ...consume, name: 'basic.consume', queue: 'q', nowait: false });
	const publish = { exchange: 'x', routingKey: 'k', mandatory: false, immediate: false };
	const message = client.encode((writer) =>
		writer.command(1, { name: 'basic.publish', ...publish }, contentOf(100))
	);
	let deliveryTag = 0;
	return (rounds) => {
		for (let round = 0; round < rounds; round++) {
			client.connection.receive(message);
			client.say({ name: 'basic.ack', deliveryTag: ++deliveryTag, multiple: false });
		}
	};
}

const microseconds = compare({
	'wire, traced': () => wire(true),
	'wire, untraced': () => wire(false),
	'engine, traced': () => engine(true),
	'engine, untraced': () => engine(false)
});
const rows = [
	['engine with its wire', 'wire'],
	['engine without', 'engine']
] as const;
printTable(
	rows.map(([what, contender]) => {
		const on = microseconds[`${contender}, traced`]!;
		const off = microseconds[`${contender}, untraced`]!;
		const dearer = on / off - 1;
		return {
			what,
			ours: `${on.toFixed(2)} µs`,
			peer: `${off.toFixed(2)} µs`,
			ratio: `${dearer < 0 ? '' : '+'}${Math.round(dearer * 100)} %`,
			goal: `≤ +${GOAL * 100} %`,
			met: dearer <= GOAL
		};
	}),
	{ what: 'publish, consume, ack', ours: 'traced', peer: 'untraced', ratio: 'dearer' }
);
