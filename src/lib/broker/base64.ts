/** Base64 with padding (RFC 4648, section 4). */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeBase64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
		const bits = (a << 16) | (b << 8) | c;
		for (const shift of [18, 12, 6, 0]) text += DIGITS[(bits >> shift) & 63];
	}
	const missing = (3 - (bytes.length % 3)) % 3;
	return text.slice(0, text.length - missing) + '='.repeat(missing);
}

/** The bytes; null when the text is no base64. */
export function decodeBase64(text: string): Uint8Array | null {
	const digits = text.replace(/={0,2}$/, '');
	if (text.length % 4 !== 0 || [...digits].some((digit) => !DIGITS.includes(digit))) return null;
	const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
	let bits = 0;
	let count = 0;
	let at = 0;
	for (const digit of digits) {
		bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xffff;
		count += 6;
		if (count < 8) continue;
		count -= 8;
		bytes[at++] = bits >> count;
	}
	return bytes;
}
