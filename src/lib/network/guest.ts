/**
 * A program as the world knows it: what it was told, what it still owes an answer to, its sockets and its
 * next wake. It translates between the protocol of `protocol.ts` and links; it decides nothing about time.
 */
import type { Broker, Timer } from '../broker';
import type { ContentDeparted } from './events';
import { Link } from './link';
import type { FromProgram, Speed, ToProgram } from './protocol';
import type { VirtualClock } from './virtual-clock';
import type { WireLog } from './wire-log';

/** Who a program is. */
export interface ProgramIdentity {
	/** Unique for the life of the trace, e.g. `worker.js#2`. */
	readonly program: string;
	readonly file: string;
	/** 1 for the first instance of the file. */
	readonly instance: number;
	readonly language: 'javascript' | 'python';
	readonly args: readonly string[];
}

/** The part of a MessagePort that the world uses; Node's ports fit as well. */
export interface Port {
	postMessage(message: ToProgram, transfer?: Transferable[]): void;
	onmessage: ((event: MessageEvent<FromProgram>) => void) | null;
	close(): void;
}

/** What a guest needs of the world it is in. */
export interface Surroundings {
	readonly clock: VirtualClock;
	readonly broker: Broker;
	readonly wire: WireLog;
	/** Real time in milliseconds, monotone. */
	realNow(): number;
	/** Virtual milliseconds that content takes on a link now. */
	latency(): number;
	speed(): Speed;
	/** The broker accepts connections. */
	listening(): boolean;
	/** Next free port number on the programs' side of the network. */
	ephemeralPort(): number;
	departed(event: ContentDeparted): void;
	printed(guest: Guest, stream: 'stdout' | 'stderr', text: string): void;
	/** The program is over: by itself with an exit code, or killed (null). */
	exited(guest: Guest, code: number | null): void;
	/** Something was heard: time may go on. */
	stirred(): void;
}

type News = ToProgram extends infer Told
	? Told extends ToProgram
		? Omit<Told, 'seq' | 'now'>
		: never
	: never;

const BROKER_PORT = 5672;

export class Guest {
	/** Everything told has been answered. */
	get idle(): boolean {
		return this.over || this.#seen === this.#told;
	}
	/** It hears a signal while it is at work. Python does; JavaScript hears nothing before it rests. */
	get attentive(): boolean {
		return this.identity.language === 'python';
	}
	/** Real time in milliseconds since when it owes an answer; the world may set it ahead to be more patient. */
	busySince = 0;
	over = false;
	/** Virtual milliseconds by which all it writes is held back: a slow program, seen from outside. */
	slowness = 0;
	/** What is held back, in order. */
	#held: (() => void)[] = [];
	#lastHeldUntil = 0;
	readonly #links = new Map<number, Link>();
	#told = 0;
	#seen = 0;
	#wake: Timer | null = null;
	#backgroundWake: Timer | null = null;

	constructor(
		readonly identity: ProgramIdentity,
		readonly port: Port,
		private readonly world: Surroundings
	) {
		port.onmessage = (event) => this.#hear(event.data);
	}

	/** Nothing on its links is under way. */
	get quiet(): boolean {
		for (const link of this.#links.values()) if (!link.empty) return false;
		return this.#held.length === 0;
	}

	tell(news: News, transfer: Transferable[] = []): void {
		if (this.over) return;
		if (this.idle) this.busySince = Math.max(this.busySince, this.world.realNow());
		const message = { ...news, seq: ++this.#told, now: this.world.clock.now() } as ToProgram;
		this.port.postMessage(message, transfer);
	}

	/** Its connections break, without a goodbye from either side. */
	cut(): void {
		for (const link of [...this.#links.values()]) link.cut();
		this.world.stirred();
	}

	/** Ends it from outside; its connections break off without a goodbye. */
	kill(): void {
		this.#finish(null);
	}

	#hear(said: FromProgram): void {
		if (this.over) return;
		switch (said.type) {
			case 'connect':
				this.#connect(said.socket, said.port, said.line ?? 0);
				break;
			case 'write':
				this.#inTime(() => this.#links.get(said.socket)?.send(said.bytes, said.line ?? 0));
				break;
			case 'end':
				this.#inTime(() => this.#links.get(said.socket)?.end());
				break;
			case 'print':
				this.world.printed(this, said.stream, said.text);
				break;
			case 'exit':
				this.#finish(said.code);
				break;
			case 'idle':
				this.#seen = said.seen;
				this.#setWakes(said.wake, said.background);
		}
		this.world.stirred();
	}

	/** At once, or as much later as it is slow, and never before what was held back earlier. */
	#inTime(act: () => void): void {
		const { clock } = this.world;
		if (this.slowness === 0 && this.#held.length === 0) return act();
		this.#lastHeldUntil = Math.max(this.#lastHeldUntil, clock.now() + this.slowness);
		this.#held.push(act);
		clock.schedule(this.#lastHeldUntil, () => this.#held.shift()?.());
	}

	/** What was written before the end still leaves. */
	#letGo(): void {
		const held = this.#held;
		this.#held = [];
		for (const act of held) act();
	}

	#connect(socket: number, port: number, line: number): void {
		const { clock } = this.world;
		clock.schedule(clock.now(), () => {
			if (this.over) return;
			if (port !== BROKER_PORT || !this.world.listening() || !this.world.broker.accepting) {
				this.tell({ type: 'refused', socket, code: 'ECONNREFUSED' });
				return;
			}
			const localPort = this.world.ephemeralPort();
			this.#links.set(socket, this.#open(socket, localPort, line));
			this.tell({ type: 'connected', socket, localPort });
		});
	}

	#open(socket: number, localPort: number, line: number): Link {
		return new Link({
			clock: this.world.clock,
			broker: this.world.broker,
			wire: this.world.wire,
			program: this.identity.program,
			line,
			localPort,
			latency: () => this.world.latency(),
			departed: (event) => this.world.departed(event),
			received: (bytes) => this.tell({ type: 'data', socket, bytes }, [bytes.buffer]),
			closed: (reset) => {
				this.#links.delete(socket);
				this.tell({ type: 'closed', socket, reset });
			}
		});
	}

	#setWakes(wake: number | null, background: number | null): void {
		this.#wake = this.#schedule(this.#wake, wake, false);
		this.#backgroundWake = this.#schedule(this.#backgroundWake, background, true);
	}

	#schedule(timer: Timer | null, at: number | null, background: boolean): Timer | null {
		if (timer && timer.at === at) return timer;
		timer?.cancel();
		if (at === null) return null;
		const next = this.world.clock.schedule(
			at,
			() => {
				if (background) this.#backgroundWake = null;
				else this.#wake = null;
				this.tell({ type: 'wake' });
			},
			background
		);
		return next;
	}

	#finish(code: number | null): void {
		if (this.over) return;
		this.#letGo();
		this.over = true;
		this.#setWakes(null, null);
		for (const link of this.#links.values()) link.abandon();
		this.#links.clear();
		this.port.onmessage = null;
		this.port.close();
		this.world.exited(this, code);
		this.world.stirred();
	}
}
