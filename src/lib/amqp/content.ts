/**
 * A message's content as it travels: raw properties and body.
 *
 * A broker forwards most properties untouched, so they stay the bytes that came; `properties.ts` looks into
 * them on demand.
 */

/**
 * Properties start with their flag word, as in the header frame (C2). Neither array is ever mutated, and both may be
 * views into a larger buffer: `slice` what is posted to another thread, or all of that buffer is copied with it.
 */
export interface Content {
	readonly properties: Uint8Array;
	readonly body: Uint8Array;
}
