/** A scene for tests: a shop's orders, a topic exchange, three queues, four consumers. Real broker, real frames. */
import { EMPTY_TABLE, type Method } from '../../amqp';
import { Actor, type Script } from './actor';
import type { World } from '../world';

const EXCHANGE = 'orders';

const exchange: Method = {
	name: 'exchange.declare',
	exchange: EXCHANGE,
	type: 'topic',
	passive: false,
	durable: true,
	autoDelete: false,
	internal: false,
	nowait: false,
	arguments: EMPTY_TABLE
};

/** Bursts of three, then a breath; every tenth order is cancelled. */
const KEYS = [
	'order.eu.paid',
	'order.us.paid',
	'order.eu.new',
	null,
	null,
	'order.us.new',
	'order.eu.paid',
	'order.eu.paid',
	null,
	'order.us.cancelled',
	null
];

const shop: Script = {
	setup: [exchange],
	every: 650,
	publish(turn) {
		const routingKey = KEYS[turn % KEYS.length];
		return routingKey ? { exchange: EXCHANGE, routingKey, body: `order ${turn + 1}` } : null;
	}
};

function consumer(queue: string, bindingKey: string, work: number): Script {
	return {
		setup: [
			exchange,
			{
				name: 'queue.declare',
				queue,
				passive: false,
				durable: true,
				exclusive: false,
				autoDelete: false,
				nowait: false,
				arguments: EMPTY_TABLE
			},
			{
				name: 'queue.bind',
				queue,
				exchange: EXCHANGE,
				routingKey: bindingKey,
				nowait: false,
				arguments: EMPTY_TABLE
			},
			{ name: 'basic.qos', prefetchSize: 0, prefetchCount: 1, global: false },
			{
				name: 'basic.consume',
				queue,
				consumerTag: '',
				noLocal: false,
				noAck: false,
				exclusive: false,
				nowait: false,
				arguments: EMPTY_TABLE
			}
		],
		work: () => work
	};
}

const CAST: readonly { readonly file: string; readonly script: Script }[] = [
	{ file: 'packer', script: consumer('packing', 'order.*.paid', 2600) },
	{ file: 'packer', script: consumer('packing', 'order.*.paid', 2600) },
	{ file: 'mailer', script: consumer('mail', 'order.eu.#', 700) },
	{ file: 'ledger', script: consumer('audit', '#', 300) },
	{ file: 'shop', script: shop }
];

/** Lets the scene begin in a fresh world. It goes on until the world ends. */
export function playShop(world: World): void {
	const instances = new Map<string, number>();
	for (const { file, script } of CAST) {
		const instance = (instances.get(file) ?? 0) + 1;
		instances.set(file, instance);
		const program = `${file}#${instance}`;
		world.attach({ program, file, instance, language: 'javascript', args: [] }, new Actor(script));
	}
}
