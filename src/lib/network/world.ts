/**
 * The world: a broker, the programs, the links between them, and the one clock that all follow.
 *
 * It is a discrete-event simulation. One thing happens at a time; then the world waits until every program that
 * was told something has answered that it is idle, and only then lets the next thing happen. Between things time
 * is paced by real time × speed, or leaps (instant). So the same programs give the same trace however slow the
 * machine is. A program that doesn't answer within `patience` real milliseconds no longer holds the others up:
 * time goes on without it at its real pace until it answers.
 */
import { Broker, type BrokerOptions } from '../broker';
import type { TraceEvent } from './events';
import { Guest, type Port, type ProgramIdentity, type Surroundings } from './guest';
import { LATENCY } from './pipe';
import { PATIENCE, type Speed } from './protocol';
import { VirtualClock } from './virtual-clock';
import { WireLog } from './wire-log';

/** Real time, passed in so that tests can drive it. */
export interface RealTime {
	/** Milliseconds, monotone. */
	now(): number;
	/** Calls `run` after `delay` real milliseconds; returns the way to cancel it. */
	after(delay: number, run: () => void): () => void;
}

export interface WorldOptions {
	readonly realTime: RealTime;
	/** Uniform numbers in [0, 1) for the broker's generated names. */
	readonly random: () => number;
	/** Wall-clock time of virtual time 0, in milliseconds since 1970. */
	readonly epoch: number;
	/** Receives every event, synchronously, in order. */
	readonly trace: (event: TraceEvent) => void;
	/** Whether who reads the trace is behind: then time waits, so that what is shown is what happens. Default never. */
	readonly behind?: () => boolean;
	/** Real milliseconds a busy program may hold the clock; default `PATIENCE`. */
	readonly patience?: number;
	/** Default 1. */
	readonly speed?: Speed;
	readonly broker?: Partial<BrokerOptions>;
}

/** What the page shows of the clock. */
export interface ClockReading {
	/** Virtual milliseconds. */
	readonly now: number;
	readonly speed: Speed;
	readonly paused: boolean;
}

/** A thing later than this (real milliseconds), because a program held the clock: time doesn't try to catch up. */
const LAG = 250;
/** Real milliseconds between two looks at whether the reader of the trace has caught up. */
const CATCH_UP = 10;
const FIRST_EPHEMERAL_PORT = 49152;
/** A first turn loads the client library: it gets this many times the patience. */
const FIRST_TURN = 8;
/** What happens within this (virtual milliseconds) still belongs to a beginning: pika takes a moment to connect. */
const SOON = 10;

/** Those who wait for a program to have begun. */
interface Settling {
	/** Virtual milliseconds: what is due by then is waited for. */
	until: number;
	/** It was at work when last looked at. */
	busy: boolean;
	readonly resolves: (() => void)[];
}

export class World implements Surroundings {
	readonly clock = new VirtualClock();
	readonly broker: Broker;
	readonly wire = new WireLog({ now: () => this.clock.now() });
	readonly #options: WorldOptions;
	readonly #guests = new Map<string, Guest>();
	readonly #settling = new Map<Guest, Settling>();
	readonly #patience: number;
	#speed: Speed;
	#paused = false;
	/** Programs that won't survive their next delivery. */
	readonly #doomed = new Set<string>();
	/** Time stands at 0 until the first program is there. */
	#begun = false;
	/** Time stands, and nothing happens. */
	#held = false;
	/** While paused: things may happen until an event has been traced. */
	#stepping = false;
	#events = 0;
	#anchorReal: number;
	#anchorVirtual = 0;
	#cancelTimer: (() => void) | null = null;
	#pumping = false;
	#ports = FIRST_EPHEMERAL_PORT;
	#disposed = false;

	constructor(options: WorldOptions) {
		this.#options = options;
		this.#speed = options.speed ?? 1;
		this.#patience = options.patience ?? PATIENCE;
		this.#anchorReal = options.realTime.now();
		this.broker = new Broker({
			...options.broker,
			clock: this.clock,
			random: options.random,
			trace: (event) => this.#emit(event)
		});
	}

	reading(): ClockReading {
		this.#catchUp();
		return { now: this.clock.now(), speed: this.#speed, paused: this.#paused };
	}

	/** Starts a program at the other end of `port` as the next thing to happen. */
	attach(identity: ProgramIdentity, port: Port): void {
		this.#catchUp();
		if (!this.#begun) this.#anchor();
		this.#begun = true;
		const guest = new Guest(identity, port, this);
		this.#guests.set(identity.program, guest);
		this.clock.schedule(this.clock.now(), () => {
			const { program, file, instance, language, args } = identity;
			this.#emit({ type: 'program.started', at: this.clock.now(), program, file, instance, language, args });
			guest.busySince = this.realNow() + (FIRST_TURN - 1) * this.#patience;
			guest.tell({ type: 'start', epoch: this.#options.epoch, speed: this.#speed, patience: this.#patience });
		});
		this.stirred();
	}

	/** Time stands still from here on, at any speed, until `release`: for programs that are being loaded. */
	hold(): void {
		this.#catchUp();
		this.#held = true;
	}

	/** Time goes on from where it was held. */
	release(): void {
		if (!this.#held) return;
		this.#held = false;
		this.#anchor();
		this.stirred();
	}

	/** Resolves when the program waits for something that is neither on its way nor due within a moment (or is over). */
	settled(program: string): Promise<void> {
		this.#catchUp();
		const guest = this.#guests.get(program);
		if (!guest || guest.over) return Promise.resolve();
		return new Promise((resolve) => {
			const { resolves = [] } = this.#settling.get(guest) ?? {};
			this.#settling.set(guest, {
				until: this.clock.now() + SOON,
				busy: true,
				resolves: [...resolves, resolve]
			});
			this.stirred();
		});
	}

	/** Does something to the broker from outside, at this moment of virtual time. */
	operate<T>(act: (broker: Broker) => T): T {
		this.#catchUp();
		try {
			return act(this.broker);
		} finally {
			this.stirred();
		}
	}

	/** Sends a signal; false when the program has been too busy to hear it, or is over. */
	signal(program: string, signal: 'SIGINT' | 'SIGTERM'): boolean {
		const guest = this.#guests.get(program);
		if (!guest || guest.over) return false;
		this.#catchUp();
		const hears = guest.attentive || guest.idle || !this.#outOfPatience(guest);
		guest.tell({ type: 'signal', signal });
		this.stirred();
		return hears;
	}

	/** Text typed for the program, with its newline; null ends its input. */
	type(program: string, text: string | null): void {
		this.#catchUp();
		this.#guests.get(program)?.tell({ type: 'stdin', text });
		this.stirred();
	}

	/** The program's worker was ended from outside. */
	kill(program: string): void {
		this.#catchUp();
		this.#guests.get(program)?.kill();
	}

	/** The broker stops and starts again: programs lose their connections. */
	restartBroker(): void {
		this.#catchUp();
		this.broker.restart();
		this.stirred();
	}

	/** Ends the program as soon as the next delivery has reached it, before it can answer. */
	killAtDelivery(program: string): void {
		if (this.#guests.has(program)) this.#doomed.add(program);
	}

	/** The program's connections break. */
	cut(program: string): void {
		this.#catchUp();
		this.#guests.get(program)?.cut();
	}

	/** From now on all that the program writes is held back by so many virtual milliseconds; 0 for no longer. */
	slow(program: string, delay: number): void {
		const guest = this.#guests.get(program);
		if (guest) guest.slowness = delay;
	}

	/** The broker crashes: every connection breaks. After so many virtual milliseconds it is back, with what it had on disk. */
	crash(downtime: number): void {
		this.#catchUp();
		for (const guest of this.#guests.values()) guest.cut();
		this.broker.stop();
		this.clock.schedule(this.clock.now() + downtime, () => this.broker.start());
		this.stirred();
	}

	pause(): void {
		if (this.#paused) return;
		this.#catchUp();
		this.#paused = true;
		this.stirred();
	}

	resume(): void {
		if (!this.#paused) return;
		this.#paused = false;
		this.#stepping = false;
		this.#anchor();
		this.stirred();
	}

	/** Lets things happen until virtual time `at`, and then pauses; resolves when it has. */
	runUntil(at: number): Promise<void> {
		return new Promise((resolve) => {
			this.clock.schedule(at, () => {
				this.pause();
				resolve();
			});
			this.resume();
			this.stirred();
		});
	}

	/** While paused: lets things happen until one of them shows in the trace. */
	step(): void {
		if (!this.#paused) return;
		this.#stepping = true;
		this.#events = 0;
		this.stirred();
	}

	setSpeed(speed: Speed): void {
		if (speed === this.#speed) return;
		this.#catchUp();
		this.#speed = speed;
		this.#anchor();
		for (const guest of this.#guests.values()) guest.tell({ type: 'speed', speed });
		this.stirred();
	}

	/** Ends every program and stops time for good. */
	dispose(): void {
		this.#disposed = true;
		this.#cancelTimer?.();
		for (const guest of this.#guests.values()) guest.kill();
	}

	realNow(): number {
		return this.#options.realTime.now();
	}

	latency(): number {
		return this.#speed === 'instant' ? 0 : LATENCY;
	}

	speed(): Speed {
		return this.#speed;
	}

	listening(): boolean {
		return true;
	}

	ephemeralPort(): number {
		return this.#ports++;
	}

	departed(event: TraceEvent): void {
		this.#emit(event);
	}

	printed(guest: Guest, stream: 'stdout' | 'stderr', text: string): void {
		const { program } = guest.identity;
		this.#emit({ type: 'program.printed', at: this.clock.now(), program, stream, text });
	}

	exited(guest: Guest, code: number | null): void {
		const { program } = guest.identity;
		this.#guests.delete(program);
		this.#emit({ type: 'program.exited', at: this.clock.now(), program, code });
	}

	/** Lets happen what may happen now, and arranges to be called when more may. */
	stirred(): void {
		if (this.#pumping || this.#disposed) return;
		this.#pumping = true;
		this.#cancelTimer?.();
		this.#cancelTimer = null;
		try {
			while (this.#letNextHappen());
		} finally {
			this.#pumping = false;
		}
		this.#settle();
	}

	/** True when something happened and more may. */
	#letNextHappen(): boolean {
		const overrun = this.#someoneHolds();
		if (overrun === 'wait') return false;
		if (!this.#begun || this.#held) return false;
		if (this.#paused) return this.#stepping && this.#stepOnce();
		if (this.#options.behind?.()) {
			this.#callBack(CATCH_UP);
			return false;
		}
		if (this.#speed === 'instant' && overrun === 'none') {
			return this.clock.nextForeground() !== null && this.clock.runNext();
		}
		return this.#keepPace();
	}

	/** `wait`: a busy program still holds the clock. `overrun`: one is busy, but time goes on without it. */
	#someoneHolds(): 'wait' | 'overrun' | 'none' {
		const real = this.realNow();
		let patience = 0;
		let busy = false;
		for (const guest of this.#guests.values()) {
			if (guest.idle) continue;
			busy = true;
			patience = Math.max(patience, guest.busySince + this.#patience - real);
		}
		if (patience > 0) {
			this.#callBack(patience);
			return 'wait';
		}
		return busy ? 'overrun' : 'none';
	}

	#stepOnce(): boolean {
		if (this.#events > 0 || this.clock.next() === null) {
			this.#stepping = false;
			return false;
		}
		return this.clock.runNext();
	}

	/** Lets the next thing happen if its time has come; else sleeps until then. */
	#keepPace(): boolean {
		const speed = this.#speed === 'instant' ? 1 : this.#speed;
		const real = this.realNow();
		const next = this.clock.next();
		const wait = next === null ? Infinity : this.#anchorReal + (next - this.#anchorVirtual) / speed - real;
		if (next !== null && wait <= 0) {
			if (wait < -LAG) this.#anchor(next);
			return this.clock.runNext();
		}
		this.clock.advance(this.#anchorVirtual + (real - this.#anchorReal) * speed);
		if (next !== null) this.#callBack(wait);
		return false;
	}

	#outOfPatience(guest: Guest): boolean {
		return this.realNow() > guest.busySince + this.#patience;
	}

	#callBack(delay: number): void {
		this.#cancelTimer?.();
		this.#cancelTimer = this.#options.realTime.after(Math.max(0, delay), () => {
			this.#cancelTimer = null;
			this.stirred();
		});
	}

	/** It is this virtual time now, in real time. */
	#anchor(virtual = this.clock.now()): void {
		this.#anchorReal = this.realNow();
		this.#anchorVirtual = virtual;
	}

	/** Moves the clock to where pacing says it is, unless it is held. */
	#catchUp(): void {
		if (!this.#begun || this.#held || this.#paused || this.#speed === 'instant') return;
		for (const guest of this.#guests.values()) if (!guest.idle && !this.#outOfPatience(guest)) return;
		const real = this.realNow();
		this.clock.advance(this.#anchorVirtual + (real - this.#anchorReal) * this.#speed);
	}

	#settle(): void {
		const next = this.clock.nextForeground() ?? Infinity;
		for (const [guest, settling] of this.#settling) {
			// Time has gone on without it: its beginning isn't over because of that.
			if (settling.busy && guest.idle && this.#outOfPatience(guest)) settling.until = this.clock.now() + SOON;
			settling.busy = !guest.idle;
			const begun = guest.idle && guest.quiet && next > Math.max(settling.until, this.clock.now());
			if (!guest.over && !begun) continue;
			this.#settling.delete(guest);
			for (const resolve of settling.resolves) resolve();
		}
	}

	#emit(event: TraceEvent): void {
		this.#events++;
		this.#options.trace(event);
		if (this.#doomed.size > 0) this.#strike(event);
	}

	/** A doomed program's time has come when a delivery reaches it. */
	#strike(event: TraceEvent): void {
		const arrival = arrivalOf(event, this.latency() === 0);
		if (!arrival) return;
		const program = this.broker.connections.get(arrival.connection)?.program;
		if (!program || !this.#doomed.delete(program)) return;
		this.clock.schedule(arrival.at, () => this.kill(program));
	}
}

/** When a delivery that this event tells of reaches its program; null when it tells of none. `instant`: nothing travels. */
function arrivalOf(event: TraceEvent, instant: boolean): { connection: number; at: number } | null {
	if (instant) {
		return event.type === 'copy.delivered' ? { connection: event.connection, at: event.at } : null;
	}
	const delivers = event.type === 'content.departed' && event.what === 'deliver';
	return delivers ? { connection: event.connection, at: event.arrives } : null;
}
