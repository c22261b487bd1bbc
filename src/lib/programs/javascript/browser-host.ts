/** The host in a browser's worker. It holds on to what it needs before the learner's globals are put in place. */
import type { FromProgram } from '../../network/protocol';
import type { Host, Place, Thrown } from './host';

export class BrowserHost implements Host {
	readonly #port: MessagePort;
	readonly #queue: (() => void)[] = [];
	readonly #hop = new MessageChannel();
	readonly #performance = performance;
	readonly #createUrl = URL.createObjectURL.bind(URL);
	readonly #Blob = Blob;
	readonly #EventTarget = EventTarget;
	readonly #Event = Event;
	readonly #scope = self;
	#attempt: { thrown: Thrown | null } | null = null;
	#strayed: (thrown: Thrown) => void = () => {};

	constructor(port: MessagePort) {
		this.#port = port;
		this.#scope.addEventListener('error', (event) => {
			event.preventDefault();
			const thrown = { error: event.error, at: placeOf(event) };
			if (this.#attempt) this.#attempt.thrown ??= thrown;
			else this.#strayed(thrown);
		});
		this.#hop.port1.onmessage = () => this.#queue.shift()?.();
	}

	/**
	 * A listener's exception is reported to the global scope, with the place of the throw, before `dispatchEvent`
	 * returns: the only way to learn that place from script.
	 */
	attempt(run: () => void): Thrown | null {
		const outer = this.#attempt;
		const attempt: { thrown: Thrown | null } = { thrown: null };
		this.#attempt = attempt;
		const stage = new this.#EventTarget();
		stage.addEventListener('cue', () => run());
		stage.dispatchEvent(new this.#Event('cue'));
		this.#attempt = outer;
		return attempt.thrown;
	}

	watchStrays(strayed: (thrown: Thrown) => void): void {
		this.#strayed = strayed;
	}

	/** Two tasks on: the browser tells of unhandled rejections in a task of its own, queued before the second. */
	defer(run: () => void): void {
		this.#queue.push(() => {
			this.#queue.push(run);
			this.#hop.port2.postMessage(null);
		});
		this.#hop.port2.postMessage(null);
	}

	watchRejections(
		rejected: (reason: unknown, promise: Promise<unknown>) => void,
		handled: (promise: Promise<unknown>) => void
	): void {
		this.#scope.addEventListener('unhandledrejection', (event) => {
			event.preventDefault();
			rejected(event.reason, event.promise);
		});
		this.#scope.addEventListener('rejectionhandled', (event) => handled(event.promise));
	}

	moduleUrl(source: string): string {
		return this.#createUrl(new this.#Blob([source], { type: 'text/javascript' }));
	}

	importModule(url: string): Promise<object> {
		return import(/* @vite-ignore */ url);
	}

	realNow(): number {
		return this.#performance.now();
	}

	send(message: FromProgram, transfer: Transferable[]): void {
		this.#port.postMessage(message, transfer);
	}
}

function placeOf(event: ErrorEvent): Place | null {
	if (!event.filename || !event.lineno) return null;
	return { file: event.filename, line: event.lineno, column: event.colno };
}
