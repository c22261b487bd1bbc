/** Where keys lie in a consistent-hash exchange, and which of them move when its queues or weights change. */
import { bucketOfKey } from '../../broker';
import type { Bucketed } from './live-bindings';

/** Name of the queue that gets this key; null when there is none. */
export function placeOf(key: string, ring: readonly Bucketed[]): string | null {
	const total = ring.reduce((sum, { weight }) => sum + weight, 0);
	if (total === 0) return null;
	let bucket = bucketOfKey(key, total);
	for (const { name, weight } of ring) {
		if (bucket < weight) return name;
		bucket -= weight;
	}
	return null;
}

export interface PlacedKey {
	readonly key: string;
	readonly place: string | null;
	/** Where it lay before; the same as `place` when it stays. */
	readonly before: string | null;
}

/** Each key in `ring`, and where it was in the ring `before`. */
export function placeKeys(
	keys: readonly string[],
	ring: readonly Bucketed[],
	before: readonly Bucketed[]
): PlacedKey[] {
	return keys.map((key) => ({ key, place: placeOf(key, ring), before: placeOf(key, before) }));
}
