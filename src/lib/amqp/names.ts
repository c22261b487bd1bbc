/**
 * Remembers short texts by their bytes. A connection says the same few names over and over (exchanges, routing
 * keys, consumer tags): comparing bytes is cheaper than building a string, and equal names being one string
 * makes every later comparison and map look-up cheaper as well.
 */
import { decodeUtf8 } from './utf8';

const SLOTS = 512;
/** Longer texts are rarely names. */
const LONGEST = 64;

interface Known {
	readonly bytes: Uint8Array;
	readonly text: string;
}

const known: (Known | undefined)[] = new Array(SLOTS).fill(undefined);

/** `decodeUtf8`, but from memory where it can. */
export function decodeName(bytes: Uint8Array, start: number, end: number): string | undefined {
	const length = end - start;
	if (length === 0) return '';
	if (length > LONGEST) return decodeUtf8(bytes, start, end);
	let hash = length;
	for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
	const slot = (hash ^ (hash >>> 11)) & (SLOTS - 1);
	const entry = known[slot];
	if (entry !== undefined && isSame(entry.bytes, bytes, start, length)) return entry.text;
	const text = decodeUtf8(bytes, start, end);
	if (text !== undefined) known[slot] = { bytes: bytes.slice(start, end), text };
	return text;
}

function isSame(name: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
	if (name.length !== length) return false;
	for (let i = 0; i < length; i++) if (name[i] !== bytes[start + i]) return false;
	return true;
}
