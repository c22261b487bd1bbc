/**
 * How Python programs can wait in this browser, which they do wherever they call the broker: by suspending
 * WebAssembly until a promise settles (JSPI), or by blocking their worker on memory that it shares with another. The
 * second is allowed only on a cross-origin isolated page, which takes two headers of whoever serves the site.
 */
export type Waiting = 'suspend' | 'block';

/** Null where neither is possible: then Python can't run. */
export function pythonWaiting(): Waiting | null {
	if ('Suspending' in WebAssembly) return 'suspend';
	return globalThis.crossOriginIsolated && 'SharedArrayBuffer' in globalThis ? 'block' : null;
}
