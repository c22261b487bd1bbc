/**
 * The console's shell: RabbitMQ's tools, the workspace's programs in the foreground, and little else. It knows no
 * terminal and no page; both are its host's.
 */
import { splitArguments } from '../../ui/arguments';

/** What a command line tool came to. */
export interface ToolResult {
	readonly output: string;
	readonly error: string;
	readonly exitCode: number;
}

export interface ShellHost {
	/** The workspace. */
	files(): readonly { readonly file: string; readonly source: string }[];
	/** Runs one of RabbitMQ's tools. */
	tool(words: readonly string[]): Promise<ToolResult>;
	/** What the word at the end of a tool's command line could be, whole. */
	completeTool(line: string): Promise<readonly string[]>;
	/** Starts a program of the workspace; its id, or null when it could not be started. */
	start(file: string, args: readonly string[]): string | null;
	/** Asks a program to end. */
	stop(program: string): void;
	/** A line for a program's standard input, null for its end. */
	input(program: string, line: string | null): void;
	write(text: string): void;
	clear(): void;
	/** What `help` says. */
	help(): string;
}

export const TOOLS = ['rabbitmqctl', 'rabbitmq-plugins', 'rabbitmqadmin'] as const;
const INTERPRETERS: Readonly<Record<string, 'python' | 'node'>> = {
	python: 'python',
	python3: 'python',
	node: 'node'
};

type Builtin = (shell: Shell, words: readonly string[]) => void;

const BUILTINS: Readonly<Record<string, Builtin>> = {
	help: (shell) => shell.host.write(shell.host.help()),
	clear: (shell) => shell.host.clear(),
	ls: (shell) => shell.list(),
	cat: (shell, words) => words.forEach((word) => shell.show(word))
};

export class Shell {
	/** The program in the foreground. */
	#foreground: string | null = null;
	#busy = false;

	constructor(readonly host: ShellHost) {}

	/** A program runs in the foreground, and what is typed is for it. */
	get foreground(): string | null {
		return this.#foreground;
	}

	/** Something runs: there is no prompt. */
	get busy(): boolean {
		return this.#busy || this.#foreground !== null;
	}

	/** Takes a line: a command, or input for the program in the foreground. */
	async submit(line: string): Promise<void> {
		if (this.#foreground !== null) this.host.input(this.#foreground, line);
		else await this.command(line);
	}

	/** Does a command, also beside a program in the foreground. */
	async command(line: string): Promise<void> {
		const [first = '', ...rest] = splitArguments(line);
		const words = first === 'sudo' ? rest : [first, ...rest];
		const [name = '', ...args] = words;
		if (name === '') return;
		const language = INTERPRETERS[name];
		const builtin = BUILTINS[name];
		if (language) this.#run(name, language, args);
		else if (builtin) builtin(this, args);
		else if ((TOOLS as readonly string[]).includes(name)) await this.#tool(words);
		else this.host.write(`bash: ${name}: command not found\n`);
	}

	/** Ctrl+C. */
	interrupt(): void {
		if (this.#foreground !== null) this.host.stop(this.#foreground);
	}

	/** Ctrl+D. */
	endInput(): void {
		if (this.#foreground !== null) this.host.input(this.#foreground, null);
	}

	/** A program wrote something. */
	printed(program: string, text: string): void {
		if (program === this.#foreground) this.host.write(text);
	}

	/** A program is over; true when it was the one in the foreground. */
	exited(program: string): boolean {
		if (program !== this.#foreground) return false;
		this.#foreground = null;
		return true;
	}

	/** The simulation begins anew; true when that ended the program in the foreground. */
	reset(): boolean {
		return this.#foreground !== null && this.exited(this.#foreground);
	}

	list(): void {
		const names = this.host.files().map(({ file }) => file);
		if (names.length > 0) this.host.write(`${names.sort().join('  ')}\n`);
	}

	show(name: string): void {
		const file = this.#find(name);
		if (!file) this.host.write(`cat: ${name}: No such file or directory\n`);
		else this.host.write(file.source.endsWith('\n') ? file.source : `${file.source}\n`);
	}

	/** What the last word of the line could go on as: the whole words, all of which begin with what is there. */
	async complete(beforeCursor: string): Promise<readonly string[]> {
		const words = beforeCursor.trimStart().split(/\s+/);
		const last = words.at(-1)!;
		const before = words.slice(0, -1).filter((word) => word !== 'sudo');
		if ((TOOLS as readonly string[]).includes(before[0]!)) return this.host.completeTool(beforeCursor);
		const candidates =
			before.length === 0
				? [...TOOLS, ...Object.keys(INTERPRETERS), ...Object.keys(BUILTINS)]
				: this.#argumentsFor(before[0]!);
		return candidates.filter((each) => each.startsWith(last)).sort();
	}

	#argumentsFor(command: string): string[] {
		const names = this.host.files().map(({ file }) => file);
		if (command === 'cat') return names;
		const language = INTERPRETERS[command];
		if (language === undefined) return [];
		const own = language === 'python' ? /\.py$/ : /\.[cm]?[jt]s$/;
		return names.filter((file) => own.test(file));
	}

	#find(name: string) {
		const bare = name.replace(/^\.\//, '');
		return this.host.files().find(({ file }) => file === bare);
	}

	#run(name: string, language: 'python' | 'node', [path, ...args]: readonly string[]): void {
		if (path === undefined) {
			this.host.write(`${name}: no file to run. Try: ${name} ${this.#example(language)}\n`);
			return;
		}
		const file = this.#find(path);
		if (!file) {
			this.host.write(
				language === 'python'
					? `${name}: can't open file '/home/learner/${path}': [Errno 2] No such file or directory\n`
					: `Error: Cannot find module '/home/learner/${path}'\n`
			);
			return;
		}
		this.#foreground = this.host.start(file.file, args);
	}

	#example(language: 'python' | 'node'): string {
		return this.#argumentsFor(language)[0] ?? (language === 'python' ? 'send.py' : 'send.js');
	}

	async #tool(words: readonly string[]): Promise<void> {
		this.#busy = true;
		try {
			const { output, error } = await this.host.tool(words);
			this.host.write(output + error);
		} finally {
			this.#busy = false;
		}
	}
}
