/** `node:readline` on input that isn't a terminal: lines in, prompts out. */
import { nodeError } from '../errors/node-error';
import { abortError, EventEmitter } from './events';

interface Input extends EventEmitter {
	setEncoding?(encoding: string): void;
	resume(): void;
	pause(): void;
}

interface Options {
	input: Input;
	output?: { write(text: string): unknown };
	prompt?: string;
	signal?: AbortSignal;
}

type Answer = (answer: string) => void;

export class Interface extends EventEmitter {
	readonly input: Input;
	readonly output: Options['output'];
	readonly terminal = false;
	line = '';
	closed = false;
	#prompt: string;
	#question: Answer | null = null;
	#rest = '';
	readonly #decoder = new TextDecoder();

	constructor(options: Options | Input, output?: Options['output']) {
		super();
		const { input, output: out, prompt } = 'input' in options ? options : { input: options, output };
		this.input = input;
		this.output = out;
		this.#prompt = (prompt as string | undefined) ?? '> ';
		input.on('data', this.#hear as never);
		input.on('end', this.#end);
		input.resume();
	}

	#hear = (chunk: string | Uint8Array): void => {
		this.#rest += typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
		const lines = this.#rest.split(/\r\n|\n|\r/);
		this.#rest = lines.pop()!;
		for (const line of lines) this.#take(line);
	};

	#end = (): void => {
		if (this.#rest !== '') this.#take(this.#rest);
		this.#rest = '';
		this.close();
	};

	#take(line: string): void {
		if (this.closed) return;
		const answer = this.#question;
		this.#question = null;
		if (answer) answer(line);
		else this.emit('line', line);
	}

	getPrompt(): string {
		return this.#prompt;
	}

	setPrompt(prompt: string): void {
		this.#prompt = prompt;
	}

	prompt(): void {
		this.#checkOpen();
		this.input.resume();
		this.output?.write(this.#prompt);
	}

	question(query: string, options: { signal?: AbortSignal } | Answer, answer?: Answer): unknown {
		this.#checkOpen();
		const callback = typeof options === 'function' ? options : answer!;
		this.output?.write(query);
		this.input.resume();
		this.#question = callback;
		return undefined;
	}

	write(text: string): void {
		this.#checkOpen();
		this.#hear(text);
	}

	pause(): this {
		this.input.pause();
		this.emit('pause');
		return this;
	}

	resume(): this {
		this.input.resume();
		this.emit('resume');
		return this;
	}

	close(): void {
		if (this.closed) return;
		this.closed = true;
		this.input.removeListener('data', this.#hear as never);
		this.input.removeListener('end', this.#end);
		this.input.pause();
		this.emit('close');
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<string> {
		const lines: string[] = [];
		let awake = (): void => {};
		this.on('line', (line) => {
			lines.push(line as string);
			awake();
		});
		this.on('close', () => awake());
		for (;;) {
			while (lines.length > 0) yield lines.shift()!;
			if (this.closed) return;
			await new Promise<void>((resolve) => (awake = resolve));
		}
	}

	#checkOpen(): void {
		if (this.closed) throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
	}
}

export function createInterface(options: Options | Input, output?: Options['output']): Interface {
	return new Interface(options, output);
}

class PromisedInterface extends Interface {
	override question(query: string, options: { signal?: AbortSignal } | Answer = {}): Promise<string> {
		const signal = 'signal' in options ? options.signal : undefined;
		return new Promise((resolve, reject) => {
			signal?.addEventListener('abort', () => reject(abortError(signal)));
			super.question(query, resolve);
		});
	}
}

/** `node:readline/promises`. */
export const promises = {
	Interface: PromisedInterface,
	createInterface: (options: Options | Input, output?: Options['output']) =>
		new PromisedInterface(options, output)
};

/** Cursor movements: nothing to move without a terminal. */
const noTerminal = (): boolean => true;

export default {
	Interface,
	clearLine: noTerminal,
	clearScreenDown: noTerminal,
	createInterface,
	cursorTo: noTerminal,
	moveCursor: noTerminal,
	promises
};
