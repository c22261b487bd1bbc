/** Recorded traces: scripted programs, a real broker, links with latency. One for each thing the picture must get right. */
import { longstr, type FieldTable, type Method } from '../../amqp';
import type { TraceEvent } from '../../network/events';
import { seededRandom } from '../../network/random';
import { Actor, type Post, type Script } from '../../network/testing/actor';
import { HandTime } from '../../network/testing/hand-time';
import { World } from '../../network/world';

/** Programs by their files. */
type Cast = Readonly<Record<string, Script>>;

/** Plays a cast for so many milliseconds; `meanwhile` happens in the middle. */
async function play(cast: Cast, duration: number, meanwhile?: (world: World) => void): Promise<TraceEvent[]> {
	const realTime = new HandTime();
	const events: TraceEvent[] = [];
	const world = new World({
		realTime,
		random: seededRandom(1),
		epoch: 0,
		speed: 1,
		trace: (event) => events.push(event)
	});
	world.broker.plugins.enable('rabbitmq_consistent_hash_exchange');
	for (const [file, script] of Object.entries(cast)) {
		const identity = { program: `${file}#1`, file, instance: 1, language: 'javascript', args: [] } as const;
		world.attach(identity, new Actor(script));
	}
	await realTime.pass(duration / 2);
	meanwhile?.(world);
	await realTime.pass(duration / 2);
	world.dispose();
	return events;
}

const texts = (entries: Readonly<Record<string, string>>): FieldTable =>
	Object.entries(entries).map(([name, value]) => [name, longstr(value)]);

const exchange = (name: string, type: string, args: Readonly<Record<string, string>> = {}): Method => ({
	name: 'exchange.declare',
	exchange: name,
	type,
	passive: false,
	durable: true,
	autoDelete: false,
	internal: false,
	nowait: false,
	arguments: texts(args)
});

const queue = (name: string, durable = true, args: FieldTable = []): Method => ({
	name: 'queue.declare',
	queue: name,
	passive: false,
	durable,
	exclusive: false,
	autoDelete: false,
	nowait: false,
	arguments: args
});

const bind = (
	source: string,
	to: string,
	routingKey = '',
	args: Readonly<Record<string, string>> = {}
): Method => ({
	name: 'queue.bind',
	queue: to,
	exchange: source,
	routingKey,
	nowait: false,
	arguments: texts(args)
});

const consume = (name: string): Method => ({
	name: 'basic.consume',
	queue: name,
	consumerTag: '',
	noLocal: false,
	noAck: false,
	exclusive: false,
	nowait: false,
	arguments: []
});

/** Publishes these one after another, then no more. */
const posts = (setup: readonly Method[], every: number, messages: readonly Post[]): Script => ({
	setup,
	every,
	publish: (turn) => messages[turn] ?? null
});

const post = (to: string, routingKey: string, properties: Post['properties'] = {}): Post => ({
	exchange: to,
	routingKey,
	body: 'x',
	properties
});

/** Papers sorted by their headers: one matches both bindings of a queue, one none. */
export const headers = (): Promise<TraceEvent[]> =>
	play(
		{
			'office.js': posts(
				[
					exchange('papers', 'headers'),
					...['reports', 'urgent'].map((name) => queue(name)),
					bind('papers', 'reports', '', { 'x-match': 'all', type: 'report', format: 'pdf' }),
					bind('papers', 'urgent', '', { 'x-match': 'any', urgent: 'yes', boss: 'yes' }),
					bind('papers', 'urgent', '', { type: 'alarm' })
				],
				600,
				[
					post('papers', '', { headers: texts({ type: 'report', format: 'pdf' }) }),
					post('papers', '', { headers: texts({ type: 'alarm', urgent: 'yes' }) }),
					post('papers', '', { headers: texts({ type: 'report', format: 'doc' }) })
				]
			)
		},
		4000
	);

/** Orders of six customers over two queues, one of which weighs three times as much. */
export const consistentHash = (): Promise<TraceEvent[]> =>
	play(
		{
			'shop.js': posts(
				[
					exchange('orders', 'x-consistent-hash'),
					...['red', 'green'].map((name) => queue(name)),
					bind('orders', 'red', '1'),
					bind('orders', 'green', '3')
				],
				300,
				['kim', 'leo', 'mei', 'tom', 'pia', 'ben', 'kim', 'leo'].map((key) => post('orders', key))
			),
			'worker.js': { setup: [consume('green')] }
		},
		6000
	);

/** What no binding of the first exchange takes goes to the second. */
export const alternate = (): Promise<TraceEvent[]> =>
	play(
		{
			'shop.js': posts(
				[
					exchange('rest', 'fanout'),
					exchange('orders', 'direct', { 'alternate-exchange': 'rest' }),
					...['paid', 'unsorted'].map((name) => queue(name)),
					bind('orders', 'paid', 'paid'),
					bind('rest', 'unsorted')
				],
				600,
				[post('orders', 'paid'), post('orders', 'lost')]
			)
		},
		4000
	);

/** Of four messages one outlives a restart: it is persistent and in a durable queue. */
export const restart = (): Promise<TraceEvent[]> =>
	play(
		{
			'shop.js': posts([queue('durable'), queue('transient', false)], 400, [
				post('', 'durable', { deliveryMode: 2 }),
				post('', 'durable'),
				post('', 'transient', { deliveryMode: 2 }),
				post('', 'transient')
			])
		},
		8000,
		(world) => world.restartBroker()
	);
