/** `process.stdin`, `stdout` and `stderr`: streams that aren't a terminal. */
import { Buffer } from './buffer';
import { Readable, Writable } from './stream';
import { loop, output } from '../realm';
import type { Stream } from '../output';

class Printer extends Writable {
	readonly #stream: Stream;
	readonly #decoder = new TextDecoder();
	readonly fd: number;
	readonly _isStdio = true;

	constructor(stream: Stream, fd: number) {
		super({ decodeStrings: false });
		this.#stream = stream;
		this.fd = fd;
	}

	override _write(chunk: string | Uint8Array, encoding: BufferEncoding, done: () => void): void {
		output.write(this.#stream, this.#text(chunk, encoding));
		done();
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		done(error);
	}

	#text(chunk: string | Uint8Array, encoding: BufferEncoding): string {
		if (typeof chunk !== 'string') return this.#decoder.decode(chunk, { stream: true });
		return encoding === 'utf8' || encoding === ('utf-8' as BufferEncoding)
			? chunk
			: Buffer.from(chunk, encoding).toString();
	}
}

/** Keeps the program alive only while something reads from it. */
class Keyboard extends Readable {
	readonly fd = 0;
	#reading = false;
	#ended = false;

	constructor() {
		super({ highWaterMark: 65_536 });
	}

	override _read(): void {
		this.#reading = true;
		this.#updateHandle();
	}

	override pause(): this {
		this.#reading = false;
		this.#updateHandle();
		return super.pause();
	}

	override resume(): this {
		this.#reading = true;
		this.#updateHandle();
		return super.resume();
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.#ended = true;
		this.#updateHandle();
		done(error);
	}

	/** What was typed; null is the end. */
	typed(text: string | null): void {
		if (this.#ended) return;
		if (text === null) this.#ended = true;
		this.push(text === null ? null : Buffer.from(text));
		this.#updateHandle();
	}

	ref(): this {
		this.#reading = true;
		this.#updateHandle();
		return this;
	}

	unref(): this {
		this.#reading = false;
		this.#updateHandle();
		return this;
	}

	#updateHandle(): void {
		if (this.#reading && !this.#ended) loop.handles.add(this);
		else loop.handles.delete(this);
	}
}

export interface Stdio {
	readonly stdin: Keyboard;
	readonly stdout: Writable;
	readonly stderr: Writable;
}

export function makeStdio(): Stdio {
	return { stdin: new Keyboard(), stdout: new Printer('stdout', 1), stderr: new Printer('stderr', 2) };
}
