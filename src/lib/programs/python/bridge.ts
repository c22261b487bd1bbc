/**
 * A Python program's end of its port to the world. Python asks it for the time, rests on it, and takes news from it
 * one by one; between rests the worker does nothing but run Python (see `warren/link.py`, which knows it best).
 *
 * Calls from Python cost microseconds each, so values are handed over as numbers and texts, and a piece of news as
 * its kind, with the rest in fields that hold until the next.
 */
import type { FromProgram, ToProgram } from '../../network/protocol';
import { Clock } from '../javascript/clock';
import { Output, type Stream } from '../javascript/output';
import { Attention } from './attention';

/** What `next()` answers; 0 is nothing. */
const KIND = { connected: 1, refused: 2, data: 3, closed: 4, signal: 5, stdin: 6 } as const;

type News = Extract<ToProgram, { type: keyof typeof KIND }>;

export class Bridge {
	/** Socket of the present piece of news. */
	socket = 0;
	/** Its bytes. */
	bytes = new Uint8Array();
	/** Its text: what was typed (undefined at the end of input), or a signal's name. */
	text: string | undefined = undefined;
	/** The other end vanished without saying goodbye. */
	reset = false;
	readonly clock: Clock;
	/** Stands in the place of pyodide's interrupt buffer. */
	readonly attention: Attention;
	readonly #post: (message: FromProgram, transfer?: Transferable[]) => void;
	readonly #output: Output;
	readonly #news: News[] = [];
	#sockets = 0;
	#seen = 0;
	#rest: { idle: Omit<FromProgram & { type: 'idle' }, 'seen'>; resume: () => void } | null = null;
	#rested: Promise<number> | null = null;
	/** Heard in the midst of work; they count when the program rests. */
	readonly #unheard: ToProgram[] = [];
	#over = false;

	/** `realNow`: real milliseconds, monotone; the worker's own clock shows virtual time. */
	constructor(post: (message: FromProgram, transfer?: Transferable[]) => void, realNow: () => number) {
		this.#post = post;
		this.clock = new Clock(realNow);
		this.attention = new Attention(realNow);
		this.#output = new Output({ realNow, send: post });
	}

	/** A message from the world. One that comes while the program is at work waits until it rests. */
	receive(message: ToProgram): void {
		if (this.#over) return;
		if (this.#rest || message.type === 'start') this.#hear(message);
		else this.#unheard.push(message);
	}

	/** Virtual milliseconds. */
	now(): number {
		return this.clock.now();
	}

	/** Lets the world go on. Python then polls, and sleeps until the world has said something. */
	rest(wake: number | undefined, background: number | undefined): void {
		if (this.takeIn() || this.#news.length > 0) return;
		this.#output.flush();
		this.#rested = new Promise((resolve) => {
			const resume = (): void => resolve(0);
			this.#rest = { idle: { type: 'idle', wake: wake ?? null, background: background ?? null }, resume };
			this.#sayIdle();
		});
	}

	/** Hears what the world has said while the program was at work; answers whether there was anything. */
	takeIn(): boolean {
		const unheard = this.#unheard.splice(0);
		for (const message of unheard) this.#hear(message);
		return unheard.length > 0;
	}

	/** Python rests, and has not been told to go on. */
	get resting(): boolean {
		return this.#rest !== null && !this.#over;
	}

	/** The program has ended. */
	get over(): boolean {
		return this.#over;
	}

	/** Lets messages in for a moment, without rest. Python then polls; false when it mustn't, because it rests. */
	listen(): boolean {
		if (this.#rested || this.#over) return false;
		this.#rested = new Promise((resolve) => {
			setTimeout(() => {
				this.attention.refresh();
				resolve(0);
			});
		});
		return true;
	}

	/** The program has listened, in another way than by a poll. */
	heard(): void {
		this.#rested = null;
		this.attention.refresh();
	}

	/** The name of a signal that came while the program was at work, once; undefined when there is none. */
	takeSignal(): string | undefined {
		const at = this.#unheard.findIndex(({ type }) => type === 'signal');
		const message = this.#unheard[at];
		if (message?.type !== 'signal') return undefined;
		// It has still to be answered.
		this.#unheard[at] = { type: 'wake', seq: message.seq, now: message.now };
		return message.signal;
	}

	/** What a poll waits for: the end of the present rest, null when nobody rests. */
	poll(): Promise<number> | null {
		const rested = this.#rested;
		this.#rested = null;
		return rested;
	}

	/** Takes a piece of news, whose kind it answers; 0 when there is none. */
	next(): number {
		const news = this.#news.shift();
		if (!news) return 0;
		if ('socket' in news) this.socket = news.socket;
		if (news.type === 'data') this.bytes = news.bytes;
		else if (news.type === 'closed') this.reset = news.reset;
		else if (news.type === 'signal') this.text = news.signal;
		else if (news.type === 'stdin') this.text = news.text ?? undefined;
		return KIND[news.type];
	}

	/** Begins to connect; answers the socket's number. `line`: the program's line that asks for it, 0 when unknown. */
	connect(host: string, port: number, line: number): number {
		this.#say({ type: 'connect', socket: ++this.#sockets, host, port, line: line || undefined });
		return this.#sockets;
	}

	/** `line`: the program's line that wrote all of it, 0 when unknown. */
	write(socket: number, bytes: Uint8Array<ArrayBuffer>, line: number): void {
		this.#say({ type: 'write', socket, bytes, line: line || undefined }, [bytes.buffer]);
	}

	end(socket: number): void {
		this.#say({ type: 'end', socket });
	}

	print(stream: Stream, text: string): void {
		if (!this.#over) this.#output.write(stream, text);
	}

	/** The program is over, and rests for ever. */
	exit(code: number): void {
		this.#say({ type: 'exit', code });
		this.#over = true;
		this.#rested = new Promise(() => {});
	}

	#hear(message: ToProgram): void {
		this.#seen = message.seq;
		this.clock.set(message.now);
		this.attention.refresh();
		this.#output.begin();
		if (message.type === 'speed') {
			this.clock.speed = message.speed;
			this.#sayIdle();
			return;
		}
		if (message.type in KIND) this.#news.push(message as News);
		const rest = this.#rest;
		this.#rest = null;
		rest?.resume();
	}

	#sayIdle(): void {
		if (this.#rest) this.#say({ ...this.#rest.idle, seen: this.#seen });
	}

	/** Posts a message after all that was printed before. */
	#say(message: FromProgram, transfer?: Transferable[]): void {
		if (this.#over) return;
		this.#output.flush();
		this.#post(message, transfer);
	}
}
