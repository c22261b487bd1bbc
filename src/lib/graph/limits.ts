/** How much a consumer may hold: its own prefetch, and the one its channel's consumers share (B19). Pure. */
import type { Scene, SceneChannel, SceneConsumer } from './scene';

/** A limit that has been reached. */
export interface Reached {
	/** Whose: the consumer's own, or that of its whole channel. */
	readonly of: 'consumer' | 'channel';
	readonly holds: number;
	readonly limit: number;
}

/** What keeps a consumer from getting more; null while it may have more. Automatic acknowledgement knows no limit (B16). */
export function reachedLimit(
	scene: Scene,
	{ prefetch, held, noAck, channel }: SceneConsumer
): Reached | null {
	if (noAck) return null;
	if (prefetch > 0 && held.size >= prefetch) return { of: 'consumer', holds: held.size, limit: prefetch };
	const { sharedPrefetch = 0, unacked = 0 }: Partial<SceneChannel> = scene.channels.get(channel) ?? {};
	if (sharedPrefetch === 0 || unacked < sharedPrefetch) return null;
	return { of: 'channel', holds: unacked, limit: sharedPrefetch };
}

/** What consumers may hold together; Infinity for no limit. Those that acknowledge automatically don't count. */
export function limitOf(scene: Scene, consumers: readonly SceneConsumer[]): number {
	const own = new Map<string, number>();
	for (const { channel, prefetch, noAck } of consumers) {
		if (!noAck) own.set(channel, (own.get(channel) ?? 0) + (prefetch || Infinity));
	}
	let limit = 0;
	for (const [channel, most] of own) {
		limit += Math.min(most, scene.channels.get(channel)?.sharedPrefetch || Infinity);
	}
	return limit;
}
