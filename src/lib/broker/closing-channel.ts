/**
 * A channel that was told channel.close and has not answered: nearly everything is ignored (H2). But RabbitMQ looks for
 * what an empty name means, and whether the channel is new, before it ignores a method; so there may be a second close.
 */
import type { Method } from '../amqp';
import { channelError } from './errors';
import { lastDeclared } from './topology';
import type { ChannelWire, WiredChannel } from './wire-channel';

export class ClosingChannel implements WiredChannel {
	constructor(
		readonly wire: ChannelWire,
		readonly number: number,
		/** The last queue it declared; null for none. */
		readonly lastQueue: string | null
	) {}

	handle(method: Method): void {
		if (method.name === 'channel.close') this.wire.send(this.number, { name: 'channel.close-ok' });
		else if (method.name === 'channel.close-ok') this.wire.release(this.number);
		else if (method.name === 'channel.open') throw channelError("second 'channel.open' seen");
		else checkQueueName(method, this.lastQueue);
	}

	end(): void {}
}

/** Throws H5 when a method wants the last queue declared, and there is none. */
export function checkQueueName(method: Method, lastQueue: string | null): void {
	if (NAMES_A_QUEUE.has(method.name) && (method as { queue: string }).queue === '') lastDeclared(lastQueue);
}

const NAMES_A_QUEUE: ReadonlySet<Method['name']> = new Set([
	'basic.consume',
	'basic.get',
	'queue.bind',
	'queue.delete',
	'queue.purge',
	'queue.unbind'
]);
