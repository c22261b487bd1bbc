/** What is in a queue, message by message; counted only when somebody asks. */
import { queueCopies, type Queue } from '../broker';

export interface Contents {
	readonly persistent: number;
	/** Body bytes. */
	readonly persistentBytes: number;
}

/** Messages that would outlive a restart, delivered ones too. */
export function persistentContents(queue: Queue): Contents {
	let persistent = 0;
	let persistentBytes = 0;
	for (const { message } of queueCopies(queue)) {
		if (!message.persistent || !queue.durable) continue;
		persistent++;
		persistentBytes += message.size;
	}
	return { persistent, persistentBytes };
}

/** The timestamp property of the message at the head, in seconds; null without. */
export function headTimestamp(queue: Queue): bigint | null {
	for (const { message } of queue.messages()) return message.properties().timestamp ?? null;
	return null;
}
