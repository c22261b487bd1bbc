/**
 * Node's event loop over messages from the world: phases timers → poll → check, and after every callback the
 * next-tick queue, the microtasks (which the engine runs when we return to it), and unhandled rejections.
 *
 * Each callback gets a task of its own, because only between tasks does the engine drain its microtasks. When
 * nothing is left to do the program says `idle` to the world and sleeps until the next message.
 */
import type { FromProgram, ToProgram } from '../../network/protocol';
import type { Clock } from './clock';
import type { Host, Thrown } from './host';
import { TimerQueue, type Due } from './timer-queue';

/** What the loop needs to know of a timer. */
export interface LoopTimer extends Due {
	/** Nobody waits for it (a heartbeat). */
	readonly background: boolean;
	fire(): void;
}

export interface LoopListener {
	/** A callback threw and nothing caught it. */
	threw(thrown: Thrown): void;
	/** The same, outside any callback: in a bare microtask. */
	strayed(thrown: Thrown): void;
	/** A promise was rejected and nobody handled it. */
	rejected(reason: unknown, promise: Promise<unknown>): void;
	rejectionHandled(promise: Promise<unknown>): void;
	/** A message that isn't about time. */
	told(message: ToProgram): void;
	/** All output and bytes have to be posted now. */
	flush(): void;
	/** Nothing is left to wait for; it may bring something new. */
	beforeExit(): void;
	/** Nothing is left to wait for, and nothing new came. */
	finished(): void;
}

/** Real milliseconds after which a program that never rests lets the world go on for a moment. */
const YIELD_AFTER = 100;

type Phase = 'timers' | 'poll' | 'check';
const NEXT: Record<Phase, Phase> = { timers: 'poll', poll: 'check', check: 'timers' };

interface Tick {
	readonly callback: (...args: unknown[]) => void;
	readonly args: unknown[];
}

/** Node calls ticks in a different place for each number of arguments, and stack traces show it. */
const TICKS: readonly ((tick: Tick) => void)[] = [
	function tickWithNone({ callback }) {
		callback();
	},
	function tickWithOne({ callback, args }) {
		callback(args[0]);
	},
	function tickWithTwo({ callback, args }) {
		callback(args[0], args[1]);
	}
];

function tickWithMore({ callback, args }: Tick): void {
	callback(...args);
}

export class EventLoop {
	/** What keeps the program alive besides timers and immediates: open sockets, a watched stdin. */
	readonly handles = new Set<object>();
	readonly timers = new TimerQueue<LoopTimer>();
	readonly backgroundTimers = new TimerQueue<LoopTimer>();
	/** Timers that keep the program alive. */
	referencedTimers = 0;
	/** Microtasks of the present callback run inside the next-tick queue, as Node's stack traces show. */
	ticking = false;
	over = false;
	readonly #host: Host;
	readonly #clock: Clock;
	readonly #listener: LoopListener;
	readonly #inbox: ToProgram[] = [];
	#ticks: Tick[] = [];
	#immediates: LoopImmediate[] = [];
	#batch: LoopImmediate[] = [];
	#rejections: { run: () => void; promise: Promise<unknown> | null }[] = [];
	#phase: Phase = 'poll';
	#dueBy = 0;
	/** Timers that fell due while the main script ran. */
	#overdue: LoopTimer[] = [];
	#polls = 0;
	#held = 0;
	#seen = 0;
	#active = false;
	#saidGoodbye = false;

	constructor(host: Host, clock: Clock, listener: LoopListener) {
		this.#host = host;
		this.#clock = clock;
		this.#listener = listener;
		host.watchStrays((thrown) => this.run(() => listener.strayed(thrown)));
		host.watchRejections(
			(reason, promise) => this.#rejected(reason, promise),
			(promise) => this.#rejectionHandled(promise)
		);
	}

	/** A message from the world. */
	receive(message: ToProgram): void {
		this.#inbox.push(message);
		this.#stir();
	}

	nextTick(callback: (...args: unknown[]) => void, args: unknown[] = []): void {
		this.#ticks.push({ callback, args });
	}

	addImmediate(immediate: LoopImmediate): void {
		this.#immediates.push(immediate);
	}

	/**
	 * The main script, no module, is through: Node turns to its timers first. `took` is what the script has taken in
	 * milliseconds, although the clock stands still meanwhile.
	 */
	begin(took: number): void {
		this.#enter('timers');
		for (;;) {
			const timer = this.timers.take(this.#dueBy + took);
			if (!timer) return;
			this.#overdue.push(timer);
		}
	}

	/** Something native is under way (an import); the program isn't idle before `release`. */
	hold(): void {
		this.#held++;
	}

	release(): void {
		this.#held--;
		this.#stir();
	}

	/** Runs a callback once the microtasks are done, before anything else. */
	afterMicrotasks(run: () => void): void {
		this.#rejections.push({ run, promise: null });
		this.#stir();
	}

	/** Runs a callback of the program, then what it put on the next-tick queue. */
	run(callback: () => void): void {
		this.#attempt(callback);
		this.ticking = this.#ticks.length > 0;
		this.#processTicks();
	}

	#attempt(callback: () => void): void {
		this.#attempted(this.#host.attempt(callback));
	}

	#attempted(thrown: Thrown | null): void {
		if (thrown && !this.over) this.#listener.threw(thrown);
	}

	#stir(): void {
		if (this.#active || this.over) return;
		this.#active = true;
		this.#advance();
	}

	#later(): void {
		this.#host.defer(() => this.#advance());
	}

	/** One step: a task's worth of work. */
	#advance(): void {
		if (this.over) return;
		if (this.#ticks.length > 0) {
			this.ticking = true;
			this.#processTicks();
			this.#later();
		} else if (this.#rejections.length > 0) {
			this.#processRejections();
			this.#later();
		} else if (this.#startJob()) {
			this.#later();
		} else if (this.#held > 0) {
			this.#listener.flush();
			this.#active = false;
		} else {
			this.#rest();
		}
	}

	#processTicks(): void {
		while (this.#ticks.length > 0 && !this.over) {
			const ticks = this.#ticks;
			this.#ticks = [];
			for (const tick of ticks) {
				if (this.over) return;
				this.#attempt(() => (TICKS[tick.args.length] ?? tickWithMore)(tick));
			}
		}
	}

	#processRejections(): void {
		const rejections = this.#rejections;
		this.#rejections = [];
		for (const { run } of rejections) {
			if (this.over) return;
			this.run(run);
		}
	}

	#rejected(reason: unknown, promise: Promise<unknown>): void {
		if (this.over) return;
		this.#rejections.push({ run: () => this.#listener.rejected(reason, promise), promise });
		this.#stir();
	}

	#rejectionHandled(promise: Promise<unknown>): void {
		const index = this.#rejections.findIndex((rejection) => rejection.promise === promise);
		if (index >= 0) this.#rejections.splice(index, 1);
		else if (!this.over) this.run(() => this.#listener.rejectionHandled(promise));
	}

	/** Starts the next callback in the order of the phases; false when there is none. */
	#startJob(): boolean {
		for (let entered = 0; entered <= 3; entered++) {
			if (this.#continuePhase()) {
				this.#saidGoodbye = false;
				return true;
			}
			if (this.#phase === 'check' && this.#mustYield()) return false;
			this.#enter(NEXT[this.#phase]);
		}
		return false;
	}

	/** What a phase finds when it begins is what it works on. */
	#enter(phase: Phase): void {
		this.#phase = phase;
		if (phase === 'timers') this.#dueBy = this.#clock.now();
		else if (phase === 'poll') this.#polls = this.#inbox.length;
		else {
			this.#batch = this.#immediates.reverse();
			this.#immediates = [];
		}
	}

	#continuePhase(): boolean {
		switch (this.#phase) {
			case 'timers':
				return this.#startTimer();
			case 'poll':
				return this.#startMessage();
			case 'check':
				return this.#startImmediate();
		}
	}

	#startTimer(): boolean {
		const timer =
			this.#takeOverdue() ?? this.timers.take(this.#dueBy) ?? this.backgroundTimers.take(this.#dueBy);
		if (!timer) return false;
		this.run(() => timer.fire());
		return true;
	}

	#takeOverdue(): LoopTimer | null {
		let timer = this.#overdue.shift();
		while (timer?.cancelled) timer = this.#overdue.shift();
		return timer ?? null;
	}

	#startMessage(): boolean {
		if (this.#polls === 0) return false;
		this.#polls--;
		const message = this.#inbox.shift();
		if (!message) return false;
		this.#seen = message.seq;
		this.#clock.set(message.now);
		if (message.type === 'speed') this.#clock.speed = message.speed;
		else if (message.type !== 'wake') this.run(() => this.#listener.told(message));
		return true;
	}

	#startImmediate(): boolean {
		for (;;) {
			const immediate = this.#batch.pop();
			if (!immediate) return false;
			if (immediate.isCancelled()) continue;
			this.run(() => immediate.fire());
			return true;
		}
	}

	/** A program that always has something to do would hold the clock for ever. */
	#mustYield(): boolean {
		return this.#inbox.length === 0 && this.#clock.turnLasted > YIELD_AFTER;
	}

	get #waiting(): boolean {
		return this.#immediates.some((immediate) => !immediate.isCancelled() && immediate.hasRef());
	}

	get #alive(): boolean {
		return this.referencedTimers > 0 || this.handles.size > 0 || this.#waiting;
	}

	#rest(): void {
		if (!this.#alive) {
			this.#end();
			return;
		}
		this.#listener.flush();
		const wake = this.#waiting ? this.#clock.now() : (this.timers.peek()?.at ?? null);
		const background = this.backgroundTimers.peek()?.at ?? null;
		this.#active = false;
		this.#post({ type: 'idle', seen: this.#seen, wake, background });
	}

	#end(): void {
		if (this.#saidGoodbye) {
			this.run(() => this.#listener.finished());
			return;
		}
		this.#saidGoodbye = true;
		this.run(() => this.#listener.beforeExit());
		this.#later();
	}

	#post(message: FromProgram): void {
		this.#host.send(message, []);
	}
}

/** What the loop needs to know of an immediate. */
export interface LoopImmediate {
	isCancelled(): boolean;
	hasRef(): boolean;
	fire(): void;
}
