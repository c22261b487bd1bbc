/**
 * The eight bytes a client says first (C9, C10).
 */

/** `AMQP 0 0 9 1`: what a client opens with, and what a 3.x server answers to any other opening (C10). */
export const PROTOCOL_HEADER: Uint8Array = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1);

/** Served protocol versions by the four bytes after `AMQP`. */
const SERVED: Readonly<Record<string, '0-9-1' | '8-0'>> = {
	'0,0,9,1': '0-9-1',
	'1,1,0,9': '0-9-1',
	'1,1,8,0': '8-0'
};

/** The protocol asked for by a client's first eight bytes; undefined when RabbitMQ 3.x refuses them. */
export function servedProtocol(header: Uint8Array): '0-9-1' | '8-0' | undefined {
	const magic = PROTOCOL_HEADER.subarray(0, 4).every((byte, i) => header[i] === byte);
	return magic ? SERVED[header.subarray(4, 8).join(',')] : undefined;
}
