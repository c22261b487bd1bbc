/**
 * The engine without its wire, and `smqp`, a broker for JavaScript programs: a message is published, routed by an
 * exchange with few or many bindings, delivered and acknowledged.
 */
import { Broker as Smqp } from 'smqp';
import { bindQueue, declareExchange, declareQueue, publish } from '../../src/lib/broker';
import { contentOf, makeBroker, openChannel, PLAIN } from './support/engine';
import { compare, type Contender } from './support/measure';
import { count, printTable, times, type Row } from './support/table';

type Type = 'direct' | 'topic';

/** Bindings and the least ratio hoped for. */
const SIZES = [
	[1, 5],
	[1000, 100],
	[10_000, null]
] as const;

const bindingKey = (type: Type, index: number) => (type === 'topic' ? `order.${index}.*` : `order.${index}`);
const routingKey = (type: Type, index: number) =>
	type === 'topic' ? `order.${index}.new` : `order.${index}`;

function warren(type: Type, bindings: number): Contender {
	const broker = makeBroker();
	const channel = openChannel(broker, {
		deliver: (_consumer, deliveryTag) => channel.ack(deliveryTag, false)
	});
	declareExchange(channel, { ...PLAIN, exchange: 'x', type });
	declareQueue(channel, { ...PLAIN, queue: 'q' });
	for (let index = 0; index < bindings; index++)
		bindQueue(channel, { ...PLAIN, queue: 'q', exchange: 'x', routingKey: bindingKey(type, index) });
	channel.consume('q', {});
	const content = contentOf(100);
	const keys = Array.from({ length: bindings }, (_, index) => routingKey(type, index));
	let next = 0;
	return (rounds) => {
		for (let round = 0; round < rounds; round++) {
			broker.engine.turn(() => publish(channel, 'x', keys[next]!, false, content));
			next = (next + 1) % bindings;
		}
	};
}

function smqp(type: Type, bindings: number): Contender {
	const broker = new Smqp();
	broker.assertExchange('x', type);
	broker.assertQueue('q');
	for (let index = 0; index < bindings; index++) broker.bindQueue('q', 'x', bindingKey(type, index));
	broker.consume('q', (_key, message) => message.ack());
	const content = new Uint8Array(100);
	const keys = Array.from({ length: bindings }, (_, index) => routingKey(type, index));
	let next = 0;
	return (rounds) => {
		for (let round = 0; round < rounds; round++) {
			broker.publish('x', keys[next]!, content);
			next = (next + 1) % bindings;
		}
	};
}

const makers: Record<string, () => Contender> = {};
for (const type of ['direct', 'topic'] as const)
	for (const [bindings] of SIZES) {
		makers[`Warren ${type} ${bindings}`] = () => warren(type, bindings);
		makers[`smqp ${type} ${bindings}`] = () => smqp(type, bindings);
	}
const microseconds = compare(makers);

const rows: Row[] = [];
for (const type of ['direct', 'topic'] as const)
	for (const [bindings, goal] of SIZES) {
		const ours = microseconds[`Warren ${type} ${bindings}`]!;
		const peer = microseconds[`smqp ${type} ${bindings}`]!;
		rows.push({
			what: `${type}, ${count(bindings)} binding${bindings === 1 ? '' : 's'}`,
			ours: `${ours.toFixed(2)} µs`,
			peer: `${peer.toFixed(2)} µs`,
			ratio: times(peer / ours),
			...(goal === null ? {} : { goal: `≥ ${goal}×`, met: peer / ours >= goal })
		});
	}
printTable(rows, { what: 'publish, consume, ack', peer: 'smqp', ratio: 'faster' });
