/** Everything a queue holds: what is ready, and what is delivered and not settled. For operators; it is slow. */
import type { Copy } from './message';
import type { Queue } from './queues/queue';

export function* queueCopies(queue: Queue): Generator<Copy> {
	yield* queue.messages();
	for (const session of queue.vhost.sessions)
		for (const channel of session.channels.values())
			for (const copy of channel.deliveries.outstanding) if (copy.queue === queue) yield copy;
}
