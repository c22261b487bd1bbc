/**
 * Writes frames one after another into one growing buffer: all that a connection has to say at a time (C1–C4).
 */
import { ByteWriter } from './byte-writer';
import type { Content } from './content';
import {
	EMPTY_FRAME,
	FRAME_BODY,
	FRAME_END,
	FRAME_HEADER,
	FRAME_HEARTBEAT,
	FRAME_METHOD,
	FRAME_PREFIX
} from './frame-reader';
import { writeMethod } from './method-codec';
import { BASIC_CLASS, type Method } from './protocol';

export class FrameWriter {
	/** Largest frame in bytes, 0 for no limit. */
	frameMax = 0;
	private readonly writer = new ByteWriter();

	/** Bytes written since the last `take`. */
	get length(): number {
		return this.writer.at;
	}

	/** Everything written since the last `take`, in an array of its own. */
	take(): Uint8Array<ArrayBuffer> {
		return this.writer.take();
	}

	/** Throws a RangeError for a short string of more than 255 bytes; nothing of the frame is then written. */
	method(channel: number, method: Method): void {
		const start = this.begin(FRAME_METHOD, channel);
		try {
			writeMethod(this.writer, method);
		} catch (error) {
			this.writer.at = start;
			throw error;
		}
		this.end(start);
	}

	/** A method and its content: header, and body frames of at most `frameMax` bytes; none when empty (C3, C4). */
	command(channel: number, method: Method, { properties, body }: Content): void {
		this.method(channel, method);
		const start = this.begin(FRAME_HEADER, channel);
		this.writer.short(BASIC_CLASS);
		this.writer.short(0);
		this.writer.longlong(body.length);
		this.writer.raw(properties);
		this.end(start);
		const largest = this.frameMax === 0 ? body.length : this.frameMax - EMPTY_FRAME;
		for (let at = 0; at < body.length; at += largest) {
			const frame = this.begin(FRAME_BODY, channel);
			this.writer.raw(at === 0 && body.length <= largest ? body : body.subarray(at, at + largest));
			this.end(frame);
		}
	}

	heartbeat(): void {
		this.end(this.begin(FRAME_HEARTBEAT, 0));
	}

	/** Bytes that are no frame: a protocol header. */
	raw(bytes: Uint8Array): void {
		this.writer.raw(bytes);
	}

	private begin(type: number, channel: number): number {
		const start = this.writer.at;
		this.writer.octet(type);
		this.writer.short(channel);
		this.writer.long(0);
		return start;
	}

	private end(start: number): void {
		this.writer.longAt(start + 3, this.writer.at - start - FRAME_PREFIX);
		this.writer.octet(FRAME_END);
	}
}
