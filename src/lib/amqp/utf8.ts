/**
 * UTF-8 without the platform's help, so that this room needs no DOM and no Node.
 *
 * Strings from the wire must leave as the same bytes, even where a peer sent no UTF-8 at all (names in field
 * tables are not checked). `decodeEscaped` therefore keeps an undecodable byte 0xNN as the lone surrogate
 * U+DCNN, and `encodeUtf8` turns that back into the byte.
 */

/** Decodes bytes `start`–`end`; undefined when they are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
	let text = '';
	let at = start;
	while (at < end) {
		const byte = bytes[at]!;
		if (byte < 0x80) {
			text += String.fromCharCode(byte);
			at++;
			continue;
		}
		const length = sequenceLength(bytes, at, end);
		if (length === 0) return undefined;
		text += String.fromCodePoint(codePoint(bytes, at, length));
		at += length;
	}
	return text;
}

/** Decodes anything: a byte that is no UTF-8 becomes the lone surrogate U+DC00 + byte. */
export function decodeEscaped(bytes: Uint8Array, start = 0, end = bytes.length): string {
	const exact = decodeUtf8(bytes, start, end);
	if (exact !== undefined) return exact;
	let text = '';
	for (let at = start; at < end;) {
		const length = sequenceLength(bytes, at, end);
		text +=
			length === 0
				? String.fromCharCode(0xdc00 + bytes[at]!)
				: String.fromCodePoint(codePoint(bytes, at, length));
		at += length || 1;
	}
	return text;
}

/** Length in bytes of the well-formed sequence at `at`, 0 when there is none (Unicode table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number, end: number): 0 | 1 | 2 | 3 | 4 {
	const lead = bytes[at]!;
	if (lead < 0x80) return 1;
	if (lead < 0xc2 || lead > 0xf4) return 0;
	const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (at + length > end) return 0;
	const second = bytes[at + 1]!;
	const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
	const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
	if (second < lowest || second > highest) return 0;
	for (let i = 2; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
	return length;
}

/**
 * Whether RabbitMQ takes bytes for UTF-8. Its check (Erlang's `xmerl_ucs`) refuses overlong forms, but lets
 * surrogates and code points up to 0x1FFFFF through.
 */
export function isLenientUtf8(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end;) {
		const lead = bytes[at]!;
		const length =
			lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
		if (length === 0 || at + length > end) return false;
		for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return false;
		if (codePoint(bytes, at, length) < LEAST_POINT[length]!) return false;
		at += length;
	}
	return true;
}

/** The least code point that needs a sequence of so many bytes. */
const LEAST_POINT = [0, 0, 0x80, 0x800, 0x10000];

function codePoint(bytes: Uint8Array, at: number, length: number): number {
	let point = length === 1 ? bytes[at]! : bytes[at]! & (0x7f >> length);
	for (let i = 1; i < length; i++) point = (point << 6) | (bytes[at + i]! & 0x3f);
	return point;
}

/** Bytes that a string takes. */
export function utf8Length(text: string): number {
	let length = text.length;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit < 0x80) continue;
		if (unit < 0x800) length += 1;
		else if (isPair(text, i, unit)) {
			i++;
			length += 2;
		} else if (!isEscapedByte(unit)) length += 2;
	}
	return length;
}

/** Writes a string's bytes at `at`, which must have `utf8Length(text)` bytes of room; the position after them. */
export function writeUtf8(text: string, bytes: Uint8Array, at: number): number {
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit < 0x80) bytes[at++] = unit;
		else if (unit < 0x800) {
			bytes[at++] = 0xc0 | (unit >> 6);
			bytes[at++] = 0x80 | (unit & 0x3f);
		} else if (isPair(text, i, unit)) {
			const point = text.codePointAt(i++)!;
			bytes[at++] = 0xf0 | (point >> 18);
			bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
			bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
			bytes[at++] = 0x80 | (point & 0x3f);
		} else if (isEscapedByte(unit)) bytes[at++] = unit & 0xff;
		else at = writeThree(isSurrogate(unit) ? 0xfffd : unit, bytes, at);
	}
	return at;
}

function writeThree(unit: number, bytes: Uint8Array, at: number): number {
	bytes[at] = 0xe0 | (unit >> 12);
	bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
	bytes[at + 2] = 0x80 | (unit & 0x3f);
	return at + 3;
}

/** A string's bytes. Lone surrogates become U+FFFD, except those that stand for a byte. */
export function encodeUtf8(text: string): Uint8Array {
	const bytes = new Uint8Array(utf8Length(text));
	writeUtf8(text, bytes, 0);
	return bytes;
}

function isPair(text: string, i: number, unit: number): boolean {
	return (unit & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
}

function isSurrogate(unit: number): boolean {
	return (unit & 0xf800) === 0xd800;
}

function isEscapedByte(unit: number): boolean {
	return unit >= 0xdc80 && unit <= 0xdcff;
}
