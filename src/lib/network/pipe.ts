/**
 * One direction of a connection: bytes go in, the same bytes come out in the same order, and content takes time.
 *
 * A pipe reads along just far enough to see frame boundaries. A frame that begins a content (publish, deliver,
 * get-ok, return) arrives a virtual latency after it was written; everything else passes at once, unless it
 * stands behind content. Contents written at the same moment follow each other with a small gap, the smaller the
 * more there are, so that the eye can count five and a flood doesn't take hours. Once the gap is too small for
 * the eye, contents arrive in clusters, as a network's do: so a flood costs a program one turn a cluster instead
 * of one a message. At instant speed the latency is zero and bytes pass through untouched.
 */
import { decodeMethod } from '../amqp';
import type { VirtualClock } from './virtual-clock';

/** Virtual milliseconds content takes from one end to the other. */
export const LATENCY = 500;
/** Longest gap in virtual milliseconds between two contents written at one moment. */
const GAP = 100;
/** With n contents under way the gap is at most this divided by n, … */
const SPREAD = 1500;
/** … and with more than so many shrinks with the square of n: the largest burst is over in six virtual seconds. */
const FLOOD = 100;
/** With a smaller gap than this, contents arrive together at its multiples. Virtual milliseconds. */
const CLUSTER = 10;

/** Bytes before the payload of a frame: type, channel, size. */
const FRAME_HEADER = 7;
const FRAME_OVERHEAD = FRAME_HEADER + 1;
/** A frame that claims more bytes than this is none the broker would take: what follows passes as it is. */
const LARGEST_FRAME = 1 << 20;
const METHOD_FRAME = 1;
const LETTER_A = 0x41;
const PROTOCOL_HEADER = 8;

/** A content on its way. */
export interface Departure {
	readonly what: 'publish' | 'deliver' | 'get' | 'return';
	readonly channel: number;
	readonly exchange: string;
	readonly routingKey: string;
	readonly deliveryTag: number;
	readonly consumerTag: string;
	readonly departs: number;
	readonly arrives: number;
	/** The program's line that wrote it, 0 when unknown. */
	readonly line: number;
}

export interface PipeEnds {
	/** Virtual milliseconds that content takes now: `LATENCY`, or 0 at instant speed. */
	latency(): number;
	/** Bytes come out, those of one line together. */
	deliver(bytes: Uint8Array<ArrayBuffer>, line: number): void;
	/** The writing end is gone and all its bytes have come out. `reset`: it went without a word. */
	ended(reset: boolean): void;
	departed(content: Departure): void;
	/** Whether what may pass at once is delivered inside `write`, or as a thing to come of its own. */
	readonly synchronous: boolean;
}

interface Parcel {
	readonly arrives: number;
	readonly bytes: Uint8Array<ArrayBuffer> | null;
	readonly line: number;
	readonly content: boolean;
	readonly reset: boolean;
}

export class Pipe {
	readonly #clock: VirtualClock;
	readonly #ends: PipeEnds;
	/** Under way, in order; [#head] is the next to come out. */
	#parcels: Parcel[] = [];
	#head = 0;
	#contents = 0;
	/** Arrivals, as they were spread before they were gathered into clusters. */
	#lastSpread = 0;
	#lastContentArrival = 0;
	#scheduled = false;
	#incomplete: Uint8Array<ArrayBuffer> | null = null;
	#started = false;
	/** These are no AMQP frames: pass everything. */
	#opaque = false;
	#closed = false;

	constructor(clock: VirtualClock, ends: PipeEnds) {
		this.#clock = clock;
		this.#ends = ends;
	}

	/** Nothing is under way. */
	get empty(): boolean {
		return this.#head === this.#parcels.length;
	}

	/** `line`: of the program, where it is known that one line wrote all of this; else 0. */
	write(bytes: Uint8Array<ArrayBuffer>, line = 0): void {
		if (this.#closed || bytes.length === 0) return;
		let rest = this.#incomplete ? concat([this.#incomplete, bytes]) : bytes;
		this.#incomplete = null;
		let passed = 0;
		while (passed < rest.length) {
			const length = this.#frameLength(rest, passed);
			if (length === 0 || passed + length > rest.length) break;
			const departure = this.#departure(rest, passed, length, line);
			if (departure) {
				this.#pass(rest.subarray(0, passed), line);
				rest = rest.subarray(passed);
				passed = 0;
				this.#send(rest.subarray(0, length), departure);
				rest = rest.subarray(length);
			} else {
				passed += length;
			}
		}
		this.#pass(rest.subarray(0, passed), line);
		if (passed < rest.length) this.#incomplete = rest.slice(passed);
	}

	/** The writing end goes away; what was written before still arrives. */
	end(reset = false): void {
		if (this.#closed) return;
		if (this.#incomplete) this.#pass(this.#incomplete, 0);
		this.#closed = true;
		this.#enqueue({ arrives: this.#clock.now(), bytes: null, line: 0, content: false, reset });
	}

	/** The reading end goes away: nothing more comes out. */
	drop(): void {
		this.#closed = true;
		this.#parcels = [];
		this.#head = 0;
	}

	/** Length of the frame at `start`; 0 when its header isn't complete yet. */
	#frameLength(bytes: Uint8Array, start: number): number {
		const left = bytes.length - start;
		if (this.#opaque) return left;
		if (!this.#started) {
			if (bytes[start] === LETTER_A) {
				if (left < PROTOCOL_HEADER) return 0;
				this.#started = true;
				return PROTOCOL_HEADER;
			}
			this.#started = true;
		}
		if (left < FRAME_HEADER) return 0;
		const size = readUint32(bytes, start + 3);
		if (size > LARGEST_FRAME) {
			this.#opaque = true;
			return left;
		}
		return size + FRAME_OVERHEAD;
	}

	/** When the frame begins a content and content takes time now: what leaves, and when it arrives. */
	#departure(bytes: Uint8Array, start: number, length: number, line: number): Departure | null {
		const latency = this.#ends.latency();
		if (latency === 0 || this.#opaque || bytes[start] !== METHOD_FRAME) return null;
		const what = contentKind(readUint32(bytes, start + FRAME_HEADER));
		if (!what) return null;
		const payload = bytes.subarray(start + FRAME_HEADER, start + length - 1);
		const method = decodeMethod(payload);
		if (method === null || !('exchange' in method && 'routingKey' in method)) return null;
		const arrives = this.#nextArrival(latency);
		return {
			what,
			channel: (bytes[start + 1]! << 8) | bytes[start + 2]!,
			exchange: method.exchange,
			routingKey: method.routingKey,
			deliveryTag: 'deliveryTag' in method ? Number(method.deliveryTag) : 0,
			consumerTag: 'consumerTag' in method ? method.consumerTag : '',
			departs: arrives - latency,
			arrives,
			line
		};
	}

	/** When a content that is written now arrives. */
	#nextArrival(latency: number): number {
		const gap = gapAmong(this.#contents + 1);
		this.#lastSpread = Math.max(this.#clock.now() + latency, this.#lastSpread + gap);
		const clustered = gap < CLUSTER ? Math.ceil(this.#lastSpread / CLUSTER) * CLUSTER : this.#lastSpread;
		return (this.#lastContentArrival = Math.max(clustered, this.#lastContentArrival));
	}

	#send(bytes: Uint8Array<ArrayBuffer>, departure: Departure): void {
		this.#contents++;
		this.#ends.departed(departure);
		this.#enqueue({ arrives: departure.arrives, bytes, line: departure.line, content: true, reset: false });
	}

	#pass(bytes: Uint8Array<ArrayBuffer>, line: number): void {
		if (bytes.length === 0) return;
		if (this.empty && this.#ends.synchronous) this.#ends.deliver(bytes, line);
		else this.#enqueue({ arrives: this.#clock.now(), bytes, line, content: false, reset: false });
	}

	#enqueue(parcel: Parcel): void {
		const last = this.empty ? null : this.#parcels[this.#parcels.length - 1]!;
		this.#parcels.push(last && last.arrives > parcel.arrives ? { ...parcel, arrives: last.arrives } : parcel);
		this.#scheduleHead();
	}

	#scheduleHead(): void {
		if (this.#scheduled || this.empty) return;
		this.#scheduled = true;
		this.#clock.schedule(this.#parcels[this.#head]!.arrives, () => {
			this.#scheduled = false;
			this.#arrive();
			this.#scheduleHead();
		});
	}

	/** Lets out all that is due. */
	#arrive(): void {
		const now = this.#clock.now();
		const due: Load[] = [];
		let end: Parcel | null = null;
		for (; !this.empty && this.#parcels[this.#head]!.arrives <= now; this.#head++) {
			const parcel = this.#parcels[this.#head]!;
			if (parcel.content) this.#contents--;
			if (parcel.bytes) load(due, parcel.bytes, parcel.line);
			else end = parcel;
		}
		this.#forgetDelivered();
		for (const { parts, line } of due)
			this.#ends.deliver(parts.length === 1 ? parts[0]! : concat(parts), line);
		if (end) this.#ends.ended(end.reset);
	}

	#forgetDelivered(): void {
		if (this.empty) this.#parcels = [];
		else if (this.#head > 1024) this.#parcels = this.#parcels.slice(this.#head);
		else return;
		this.#head = 0;
	}
}

/** Virtual milliseconds between a content and the one before it, with `count` under way. */
const gapAmong = (count: number): number => Math.min(GAP, (SPREAD / count) * Math.min(1, FLOOD / count));

/** Bytes of one line that come out together. */
interface Load {
	readonly line: number;
	readonly parts: Uint8Array<ArrayBuffer>[];
}

function load(due: Load[], bytes: Uint8Array<ArrayBuffer>, line: number): void {
	const last = due.at(-1);
	if (last?.line === line) last.parts.push(bytes);
	else due.push({ line, parts: [bytes] });
}

const CONTENT_KINDS = new Map<number, Departure['what']>([
	[(60 << 16) | 40, 'publish'],
	[(60 << 16) | 50, 'return'],
	[(60 << 16) | 60, 'deliver'],
	[(60 << 16) | 71, 'get']
]);

function contentKind(classAndMethod: number): Departure['what'] | undefined {
	return CONTENT_KINDS.get(classAndMethod);
}

function readUint32(bytes: Uint8Array, at: number): number {
	return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	let length = 0;
	for (const part of parts) length += part.length;
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
