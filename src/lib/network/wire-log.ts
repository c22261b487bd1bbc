/**
 * What went over the wire: the last frames of every connection, as the bytes they were, for whoever wants to look.
 * It listens at the writing ends, so a frame stands at the moment it was sent, and it keeps within bounds.
 */
import { FrameReader, PROTOCOL_HEADER } from '../amqp';
import type { ConnectionId } from '../broker';

/** One frame, or the protocol header a connection begins with, or bytes that are no frame. Plain data. */
export interface WireFrame {
	/** Counts up from 1 in the order of sending, over all connections. */
	readonly seq: number;
	/** Virtual milliseconds at which it was sent. */
	readonly at: number;
	readonly connection: ConnectionId;
	/** The program at the other end of the connection. */
	readonly program: string;
	readonly from: 'program' | 'broker';
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface WireLogOptions {
	/** Virtual milliseconds. */
	now(): number;
	/** Most frames kept; default 20,000. */
	readonly frames?: number;
	/** Most bytes kept; default 16 MiB. One frame is kept whatever its size. */
	readonly bytes?: number;
}

export class WireLog {
	readonly #options: WireLogOptions;
	readonly #mostFrames: number;
	readonly #mostBytes: number;
	/** [#head] is the oldest that is kept. */
	#frames: WireFrame[] = [];
	#head = 0;
	#bytes = 0;
	#seq = 0;

	constructor(options: WireLogOptions) {
		this.#options = options;
		this.#mostFrames = options.frames ?? 20_000;
		this.#mostBytes = options.bytes ?? 16 << 20;
	}

	/** What is written at one end of a connection goes, in pieces of any size, to the function that comes back. */
	tap(
		connection: ConnectionId,
		program: string,
		from: WireFrame['from']
	): (bytes: Uint8Array<ArrayBuffer>) => void {
		const keep = (bytes: Uint8Array<ArrayBuffer>) => this.#keep(connection, program, from, bytes);
		const reader = new FrameReader(
			{
				frame: (_type, _channel, bytes, start, end) =>
					keep((bytes as Uint8Array<ArrayBuffer>).slice(start - 7, end + 1)),
				frameFailed: () => (lost = true)
			},
			0
		);
		let lost = false;
		let begun = from === 'broker';
		return (bytes) => {
			let rest = bytes;
			if (!begun) {
				begun = true;
				if (rest[0] === PROTOCOL_HEADER[0]) {
					keep(rest.slice(0, PROTOCOL_HEADER.length));
					rest = rest.subarray(PROTOCOL_HEADER.length);
				}
			}
			if (lost) keep(rest.slice());
			else reader.push(rest);
		};
	}

	/** Frames after number `seq`, oldest first, but no more than the newest `limit`. */
	after(seq: number, limit: number): WireFrame[] {
		const oldest = this.#seq - (this.#frames.length - this.#head) + 1;
		const skipped = Math.max(0, seq + 1 - oldest, this.#seq - limit + 1 - oldest);
		return this.#frames.slice(this.#head + skipped);
	}

	#keep(
		connection: ConnectionId,
		program: string,
		from: WireFrame['from'],
		bytes: Uint8Array<ArrayBuffer>
	): void {
		this.#frames.push({ seq: ++this.#seq, at: this.#options.now(), connection, program, from, bytes });
		this.#bytes += bytes.length;
		while (this.#full() && this.#frames.length - this.#head > 1) {
			this.#bytes -= this.#frames[this.#head]!.bytes.length;
			this.#head++;
		}
		if (this.#head > this.#mostFrames) {
			this.#frames = this.#frames.slice(this.#head);
			this.#head = 0;
		}
	}

	#full(): boolean {
		return this.#bytes > this.#mostBytes || this.#frames.length - this.#head > this.#mostFrames;
	}
}
