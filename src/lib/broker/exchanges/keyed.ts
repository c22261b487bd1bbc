/** Looking a message's routing keys up one by one, each matching binding once. */
import type { Binding } from '../binding';
import type { Message } from '../message';

/** A router that finds the bindings of one key at a time. */
interface KeyFinder {
	/** Adds the bindings that match the key to `matched`, even those that are there. */
	find(routingKey: string, matched: Binding[]): void;
}

/** Adds to `matched` what is found for the routing key and, where there are any, for CC and BCC (B10). */
export function findKeys(finder: KeyFinder, message: Message, matched: Binding[]): void {
	finder.find(message.routingKey, matched);
	if (message.extraKeys === null) return;
	for (const key of message.extraKeys) finder.find(key, matched);
	const once = new Set(matched);
	matched.length = 0;
	matched.push(...once);
}
