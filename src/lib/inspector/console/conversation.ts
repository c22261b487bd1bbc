/** The console's conversation: keys to the line editor, lines to the shell, answers to the terminal. */
import type { TraceEvent } from '../../network/events';
import { LineEditor, type Wish } from './line-editor';
import { PromptView } from './prompt-view';
import { Shell, type ShellHost } from './shell';

/** The part of a terminal that is used. */
export interface Screen {
	readonly cols: number;
	write(text: string): void;
	clear(): void;
}

const PROMPT = 'learner@warren:~$ ';

export class Conversation {
	readonly #screen: Screen;
	readonly #editor = new LineEditor();
	readonly #view = new PromptView();
	readonly #shell: Shell;
	/** Whether the last thing written ended its line. */
	#fresh = true;
	/** Keys wait for the command before them; Ctrl+C doesn't. */
	#queue: Promise<void> = Promise.resolve();

	constructor(screen: Screen, host: Omit<ShellHost, 'write' | 'clear'>) {
		this.#screen = screen;
		this.#shell = new Shell({
			...host,
			write: (text) => this.#write(text),
			clear: () => screen.clear()
		});
	}

	/** Nothing is typed. */
	get idle(): boolean {
		return this.#editor.text === '';
	}

	begin(welcome: string): void {
		this.#write(welcome);
		this.redraw();
	}

	/** Takes what the terminal sends; resolves when it has been dealt with. */
	type(data: string): Promise<void> {
		return (this.#queue = this.#queue.then(async () => {
			for (const wish of this.#editor.type(data)) await this.#grant(wish);
			this.redraw();
		}));
	}

	/** Enters a command in place of what is being typed. A program in the foreground goes on, and keeps its terminal. */
	enter(line: string): Promise<void> {
		return (this.#queue = this.#queue.then(async () => {
			if (this.#shell.foreground !== null && !this.#fresh) this.#leave('\n');
			this.#editor.enter(line);
			this.#settle(PROMPT, line);
			await this.#shell.command(line);
			if (!this.#fresh) this.#write('\n');
			this.redraw();
		}));
	}

	/** Takes what is new in the trace. */
	hear(news: readonly TraceEvent[]): void {
		for (const event of news) {
			if (event.type === 'program.printed') this.#shell.printed(event.program, event.text);
			else if (event.type === 'program.exited' && this.#shell.exited(event.program)) this.#prompt();
		}
	}

	/** The simulation begins anew. */
	reset(): void {
		if (this.#shell.reset()) this.#prompt();
	}

	/** Draws the line being typed. */
	redraw(): void {
		if (this.#shell.busy && this.#shell.foreground === null) return;
		this.#draw(this.#editor);
	}

	async #grant(wish: Wish): Promise<void> {
		switch (wish.type) {
			case 'submit':
				await this.#submit(wish.line);
				break;
			case 'interrupt':
				this.redraw();
				this.#leave('^C\n');
				this.#editor.clear();
				this.#shell.interrupt();
				break;
			case 'end':
				this.#shell.endInput();
				break;
			case 'clear':
				this.#screen.clear();
				break;
			case 'complete':
				await this.#complete();
		}
	}

	async #submit(line: string): Promise<void> {
		this.#settle(this.#shell.foreground === null ? PROMPT : '', line);
		await this.#shell.submit(line);
		if (!this.#shell.busy && !this.#fresh) this.#write('\n');
	}

	/** The word before the cursor grows as far as there is no choice; then the choices are shown. */
	async #complete(): Promise<void> {
		const { beforeCursor } = this.#editor;
		const typed = /\S*$/.exec(beforeCursor)![0];
		const words = await this.#shell.complete(beforeCursor);
		const common = commonBeginning(words);
		if (words.length === 1 || common.length > typed.length) {
			this.#editor.erase(typed.length);
			this.#editor.insert(words.length === 1 ? `${common} ` : common);
		} else if (words.length > 1) {
			this.redraw();
			this.#leave(`\n${words.join('  ')}\n`);
		}
	}

	#prompt(): void {
		if (!this.#fresh) this.#write('\n');
		this.redraw();
	}

	/** What comes next stands below the line being typed. */
	#leave(text: string): void {
		this.#view.leave();
		this.#write(text);
	}

	#write(text: string): void {
		if (text === '') return;
		this.#screen.write(text);
		this.#fresh = text.endsWith('\n');
	}

	/** Draws a line as it was entered, and goes on below it. */
	#settle(prompt: string, line: string): void {
		const settled = new LineEditor();
		settled.insert(line);
		this.#screen.write(this.#view.redraw(prompt, settled, this.#screen.cols));
		this.#leave('\n');
	}

	#draw(editor: LineEditor): void {
		// A program has no prompt, and begins its lines where it likes.
		if (this.#shell.foreground !== null && editor.text === '') return;
		const prompt = this.#shell.foreground === null ? PROMPT : '';
		this.#screen.write(this.#view.redraw(prompt, editor, this.#screen.cols));
	}
}

/** What all words begin with. */
function commonBeginning(words: readonly string[]): string {
	const [first = '', ...rest] = words;
	let length = first.length;
	for (const word of rest) while (!word.startsWith(first.slice(0, length))) length--;
	return first.slice(0, length);
}
