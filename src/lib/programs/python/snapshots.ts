/**
 * Snapshots of an interpreter's memory in the browser's cache, one at a time, under the version of what it was made
 * from. Without a cache (no secure context, no room) every boot is cold; nothing here ever throws.
 */

const CACHE = 'warren-python';

/** Cache keys are URLs. */
const key = (version: string): string => `/python-snapshot/${version}`;

/** The snapshot of this version; null when there is none. */
export async function loadSnapshot(version: string): Promise<Blob | null> {
	try {
		const found = await (await caches.open(CACHE)).match(key(version));
		if (!found) return null;
		const blob = await found.blob();
		return blob.size === Number(found.headers.get('x-size')) ? blob : null;
	} catch {
		return null;
	}
}

/** Keeps a snapshot, instead of those of other versions. */
export async function saveSnapshot(version: string, snapshot: Blob): Promise<void> {
	try {
		await forgetSnapshot();
		const cache = await caches.open(CACHE);
		await cache.put(key(version), new Response(snapshot, { headers: { 'x-size': String(snapshot.size) } }));
	} catch {
		// Then the next visit boots cold.
	}
}

/** Throws all snapshots away. */
export async function forgetSnapshot(): Promise<void> {
	try {
		await caches.delete(CACHE);
	} catch {
		// There was no cache.
	}
}
