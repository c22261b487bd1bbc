/** The console of ours: the engine on a port for clients, and the tools as functions of it. */
import { run, tokenize, type Files } from '../../../src/lib/rabbitmqctl';
import { startTcpBroker, type TcpBroker } from '../tcp-broker';
import type { Console } from './play';
import type { Said } from './script';

type Answer = Omit<Said, 'line'>;

class FilesInMemory implements Files {
	readonly #files = new Map<string, string>();

	read(path: string): string | null {
		return this.#files.get(path) ?? null;
	}

	write(path: string, text: string): void {
		this.#files.set(path, text);
	}
}

export class EngineConsole implements Console {
	readonly #files = new FilesInMemory();

	private constructor(private readonly server: TcpBroker) {}

	static async start(): Promise<EngineConsole> {
		return new EngineConsole(await startTcpBroker());
	}

	get port(): number {
		return this.server.port;
	}

	get node(): string {
		return this.server.broker.node;
	}

	run(line: string): Promise<Answer> {
		return Promise.resolve(this.#run(line));
	}

	stop(): Promise<void> {
		return this.server.stop();
	}

	/** What the scenarios ask of a shell: `cat`, and a command's output as a word. */
	#run(line: string): Answer {
		const replaced = line.replace(/\$\(([^)]*)\)/g, (_, inner: string) => this.#run(inner).output.trimEnd());
		const words = tokenize(replaced);
		if (words[0] !== 'cat') return run(words, this.server.broker, this.#files);
		return { output: this.#files.read(words[1]!) ?? '', error: '', exitCode: 0 };
	}
}
