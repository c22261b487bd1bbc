/**
 * Cuts a stream of bytes into frames (C1), however it was chopped up on its way.
 *
 * A frame that lies within one chunk is handed out in place, with nothing allocated; only one that straddles
 * chunks is gathered in a buffer of its own.
 */
import { AmqpError } from './amqp-error';
import { printBinary, printPair } from './erlang';

export const FRAME_METHOD = 1;
export const FRAME_HEADER = 2;
export const FRAME_BODY = 3;
export const FRAME_HEARTBEAT = 8;
export const FRAME_END = 0xce;

/** Bytes of type, channel and size. */
export const FRAME_PREFIX = 7;
/** Bytes of a frame without payload. */
export const EMPTY_FRAME = 8;
/** Bytes that RabbitMQ lets a frame be too long (C22). */
const GRACE = 8;
/** A gathering buffer starts no larger than this: a size is only a peer's promise. */
const FIRST_GATHERING = 0x10000;

export interface FrameVisitor {
	/** The payload is `bytes` from `start` to `end`, valid only during the call unless the chunk itself is kept. */
	frame(type: number, channel: number, bytes: Uint8Array, start: number, end: number): void;
	/** The stream can't be followed any further; the reader has stopped. */
	frameFailed(error: AmqpError, channel: number): void;
}

export class FrameReader {
	/** Largest frame in bytes, 0 for no limit; may change between frames (C20). */
	frameMax: number;
	private readonly visitor: FrameVisitor;
	private stopped = false;
	/** The beginning of a frame that has not wholly arrived, and how much of it has. */
	private partial = new Uint8Array(FRAME_PREFIX);
	private filled = 0;

	constructor(visitor: FrameVisitor, frameMax = 4096) {
		this.visitor = visitor;
		this.frameMax = frameMax;
	}

	/** Ignores everything from here on. */
	stop(): void {
		this.stopped = true;
		this.filled = 0;
	}

	/** Takes the next bytes of the stream and visits every frame that they complete. Never throws by itself. */
	push(chunk: Uint8Array): void {
		let at = this.filled > 0 ? this.gather(chunk, 0) : 0;
		while (!this.stopped && chunk.length - at >= FRAME_PREFIX) {
			const size = this.frameSize(chunk, at);
			if (this.stopped || chunk.length - at < size) break;
			this.visit(chunk, at, size);
			at += size;
		}
		if (!this.stopped && at < chunk.length) this.gather(chunk, at);
	}

	/** Adds bytes to the partial frame and visits it when it is whole; the position after what was used. */
	private gather(chunk: Uint8Array, at: number): number {
		at = this.fill(chunk, at, FRAME_PREFIX);
		if (this.filled < FRAME_PREFIX) return at;
		const size = this.frameSize(this.partial, 0);
		if (this.stopped) return at;
		at = this.fill(chunk, at, size);
		if (this.filled < size) return at;
		const frame = this.partial;
		this.filled = 0;
		this.partial = new Uint8Array(FRAME_PREFIX);
		this.visit(frame, 0, size);
		return at;
	}

	/** Copies from the chunk until `size` bytes of the frame are there, or the chunk is used up. */
	private fill(chunk: Uint8Array, at: number, size: number): number {
		const count = Math.min(Math.max(0, size - this.filled), chunk.length - at);
		this.makeRoom(this.filled + count, size);
		this.partial.set(chunk.subarray(at, at + count), this.filled);
		this.filled += count;
		return at + count;
	}

	private makeRoom(needed: number, size: number): void {
		if (needed <= this.partial.length) return;
		const capacity = Math.max(needed, Math.min(size, Math.max(FIRST_GATHERING, 2 * this.partial.length)));
		const larger = new Uint8Array(capacity);
		larger.set(this.partial.subarray(0, this.filled));
		this.partial = larger;
	}

	/** Bytes of the whole frame whose prefix is at `at`; stops the reader when that is too much (C22). */
	private frameSize(bytes: Uint8Array, at: number): number {
		const payload =
			bytes[at + 3]! * 0x1000000 + ((bytes[at + 4]! << 16) | (bytes[at + 5]! << 8) | bytes[at + 6]!);
		const allowed = this.frameMax - EMPTY_FRAME;
		if (this.frameMax !== 0 && payload > allowed + GRACE) {
			const text = `type ${bytes[at]}, all octets = <<>>: `;
			this.fail(bytes, at, `${text}{frame_too_large,${payload},${allowed}}`);
		}
		return payload + EMPTY_FRAME;
	}

	private visit(bytes: Uint8Array, at: number, size: number): void {
		const start = at + FRAME_PREFIX;
		const end = at + size - 1;
		const marker = bytes[end]!;
		if (marker === FRAME_END) {
			this.visitor.frame(bytes[at]!, channelOf(bytes, at), bytes, start, end);
		} else {
			const text = describeFrame(bytes[at]!, bytes.subarray(start, end)) + ': ';
			this.fail(bytes, at, text + printPair('invalid_frame_end_marker', marker, text));
		}
	}

	private fail(bytes: Uint8Array, at: number, explanation: string): void {
		this.stop();
		this.visitor.frameFailed(new AmqpError('FRAME_ERROR', explanation), channelOf(bytes, at));
	}
}

function channelOf(bytes: Uint8Array, at: number): number {
	return (bytes[at + 1]! << 8) | bytes[at + 2]!;
}

/** `type 3, first 16 octets = <<…>>`, as RabbitMQ's frame errors begin. */
export function describeFrame(type: number, payload: Uint8Array): string {
	const text = `type ${type}, ${payload.length <= 16 ? 'all' : 'first 16'} octets = `;
	return text + printBinary(payload.subarray(0, 16), text);
}
