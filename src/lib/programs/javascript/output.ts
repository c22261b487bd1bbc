/**
 * What the program prints. The first pieces of a turn are shown as they come, and so are the last words before an
 * endless loop; more of them are gathered into larger messages. A program that prints without ever resting is held to
 * the pace of a slow terminal, so that the page keeps up with it.
 */
import type { Host } from './host';

export type Stream = 'stdout' | 'stderr';

/** Pieces of a turn that are shown at once. */
const PROMPT = 40;
/** Characters in one message. */
const CHUNK = 32_768;
/** Real milliseconds after which a turn's output is shown even though the turn goes on. */
const SHOW_AFTER = 50;
/** Characters a turn may print at full speed, and characters a real millisecond thereafter. */
const FREE = 1_000_000;
const PACE = 500;

export class Output {
	readonly #host: Pick<Host, 'realNow' | 'send'>;
	#stream: Stream = 'stdout';
	#text = '';
	#began = 0;
	#printed = 0;
	#pieces = 0;

	constructor(host: Pick<Host, 'realNow' | 'send'>) {
		this.#host = host;
	}

	/** A turn begins. */
	begin(): void {
		this.#began = this.#host.realNow();
		this.#printed = 0;
		this.#pieces = 0;
	}

	/** Whether this turn has printed anything. */
	get hasPrinted(): boolean {
		return this.#pieces > 0;
	}

	write(stream: Stream, text: string): void {
		if (stream !== this.#stream) {
			this.flush();
			this.#stream = stream;
		}
		this.#text += text;
		const due = ++this.#pieces <= PROMPT || this.#text.length >= CHUNK;
		if (due || this.#host.realNow() - this.#began > SHOW_AFTER) this.#show();
	}

	/** Posts what has gathered. */
	flush(): void {
		if (this.#text === '') return;
		const text = this.#text;
		this.#text = '';
		this.#host.send({ type: 'print', stream: this.#stream, text }, []);
	}

	#show(): void {
		this.#printed += this.#text.length;
		this.flush();
		this.#began = this.#host.realNow();
		const resume = this.#began + (this.#printed > FREE ? CHUNK / PACE : 0);
		while (this.#host.realNow() < resume);
	}
}
