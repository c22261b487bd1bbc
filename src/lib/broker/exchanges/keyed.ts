/** Looking a message's routing keys up one by one, each matching binding once. */
import type { Binding } from '../binding';
import type { Message } from '../message';

/** Adds to `matched` what `find` adds for the routing key and, where there are any, for CC and BCC (B10). */
export function forEachKey(
	message: Message,
	matched: Binding[],
	find: (routingKey: string, matched: Binding[]) => void
): void {
	find(message.routingKey, matched);
	if (message.extraKeys === null) return;
	for (const key of message.extraKeys) find(key, matched);
	const once = new Set(matched);
	matched.length = 0;
	matched.push(...once);
}
