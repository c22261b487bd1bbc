/**
 * How messages reach a worker that blocks: through memory it shares with another worker, which puts them there. The
 * memory holds one load at a time, of so many bytes; a letter may take several loads.
 *
 * A letter is a message as JSON, and the bytes that it carries behind it, with the length of either in front.
 */
import type { ToProgram } from '../../network/protocol';

/** Bytes of a load. */
const LOAD = 1 << 20;
/** Places in the head: how many bytes the load has; 0 says that the box is empty. */
const SIZE = 0;
const HEAD_BYTES = 4;
/** Bytes before a letter's text: the lengths of its text and of what it carries. */
const LENGTHS = 8;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function encode(message: ToProgram): Uint8Array {
	const { bytes = new Uint8Array(), ...rest } = { ...message } as { bytes?: Uint8Array };
	const text = encoder.encode(JSON.stringify(rest));
	const letter = new Uint8Array(LENGTHS + text.length + bytes.length);
	new DataView(letter.buffer).setUint32(0, text.length);
	new DataView(letter.buffer).setUint32(4, bytes.length);
	letter.set(text, LENGTHS);
	letter.set(bytes, LENGTHS + text.length);
	return letter;
}

/** The side that never blocks. */
export class Sender {
	readonly memory = new SharedArrayBuffer(HEAD_BYTES + LOAD);
	readonly #head = new Int32Array(this.memory, 0, 1);
	readonly #load = new Uint8Array(this.memory, HEAD_BYTES);
	readonly #letters: Uint8Array[] = [];

	/** The other side gets it as soon as it has taken what was sent before. */
	send(message: ToProgram): void {
		this.#letters.push(encode(message));
		this.fill();
	}

	/** The box may have been emptied: puts in as much as fits. */
	fill(): void {
		if (this.#letters.length === 0 || Atomics.load(this.#head, SIZE) > 0) return;
		let size = 0;
		while (this.#letters.length > 0 && size < LOAD) {
			const letter = this.#letters[0]!;
			const part = letter.subarray(0, LOAD - size);
			this.#load.set(part, size);
			size += part.length;
			if (part.length === letter.length) this.#letters.shift();
			else this.#letters[0] = letter.subarray(part.length);
		}
		Atomics.store(this.#head, SIZE, size);
		Atomics.notify(this.#head, SIZE);
	}
}

/** The side that blocks. */
export class Receiver {
	readonly #head: Int32Array;
	readonly #load: Uint8Array;
	readonly #emptied: () => void;
	#unread = new Uint8Array();

	/** `emptied` lets the sender know that it can `fill` the box again. */
	constructor(memory: SharedArrayBuffer, emptied: () => void) {
		this.#head = new Int32Array(memory, 0, 1);
		this.#load = new Uint8Array(memory, HEAD_BYTES);
		this.#emptied = emptied;
	}

	/** The next message; blocks until there is one. */
	receive(): ToProgram {
		for (;;) {
			const message = this.take();
			if (message) return message;
			Atomics.wait(this.#head, SIZE, 0);
		}
	}

	/** The next message; null when there is none yet. */
	take(): ToProgram | null {
		return this.#open() ?? (this.#empty() ? this.take() : null);
	}

	/** Takes the load out of the box; false when there is none. */
	#empty(): boolean {
		const size = Atomics.load(this.#head, SIZE);
		if (size === 0) return false;
		const unread = new Uint8Array(this.#unread.length + size);
		unread.set(this.#unread);
		unread.set(this.#load.subarray(0, size), this.#unread.length);
		this.#unread = unread;
		Atomics.store(this.#head, SIZE, 0);
		this.#emptied();
		return true;
	}

	/** Reads one letter; null when there is no whole one. */
	#open(): ToProgram | null {
		const { buffer, byteOffset, byteLength } = this.#unread;
		if (byteLength < LENGTHS) return null;
		const lengths = new DataView(buffer, byteOffset);
		const textEnd = LENGTHS + lengths.getUint32(0);
		const end = textEnd + lengths.getUint32(4);
		if (byteLength < end) return null;
		const message = JSON.parse(decoder.decode(this.#unread.subarray(LENGTHS, textEnd))) as ToProgram;
		const bytes = this.#unread.slice(textEnd, end);
		this.#unread = this.#unread.subarray(end);
		return message.type === 'data' ? { ...message, bytes } : message;
	}
}
