/** Names that the broker makes up: amq.gen-… for queues, amq.ctag-… for consumers (Q1). */

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `prefix`, a dash, and 16 random bytes as 22 url-safe base64 characters. */
export function randomName(prefix: string, random: () => number): string {
	let name = `${prefix}-`;
	for (let index = 0; index < 21; index++) name += BASE64URL[Math.floor(random() * 64)];
	// 128 bits leave two for the last character, which is therefore one of A, Q, g, w.
	return name + BASE64URL[Math.floor(random() * 4) * 16];
}
