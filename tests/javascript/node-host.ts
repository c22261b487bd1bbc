/** The runtime's host in a worker thread of Node, where the tests run programs without a browser. */
import { parentPort } from 'node:worker_threads';
import type { FromProgram } from '../../src/lib/network/protocol';
import type { Host, Thrown } from '../../src/lib/programs/javascript/host';

/** Left by the thread's start for its host, not for programs. */
declare global {
	var importModule: ((url: string) => Promise<object>) | undefined;
}

export class NodeHost implements Host {
	readonly #setImmediate = setImmediate;
	readonly #performance = performance;
	readonly #process = process;
	readonly #port = parentPort!;
	readonly #importModule = globalThis.importModule!;
	readonly #encode = (source: string): string => Buffer.from(source).toString('base64');

	constructor() {
		delete globalThis.importModule;
	}

	attempt(run: () => void): Thrown | null {
		try {
			run();
			return null;
		} catch (error) {
			return { error, at: null };
		}
	}

	watchStrays(strayed: (thrown: Thrown) => void): void {
		this.#process.on('uncaughtException', (error) => strayed({ error, at: null }));
	}

	defer(run: () => void): void {
		this.#setImmediate(run);
	}

	watchRejections(
		rejected: (reason: unknown, promise: Promise<unknown>) => void,
		handled: (promise: Promise<unknown>) => void
	): void {
		this.#process.on('unhandledRejection', rejected);
		this.#process.on('rejectionHandled', handled);
	}

	moduleUrl(source: string): string {
		return `data:text/javascript;base64,${this.#encode(source)}`;
	}

	importModule(url: string): Promise<object> {
		return this.#importModule(url);
	}

	realNow(): number {
		return this.#performance.now();
	}

	send(message: FromProgram, transfer: Transferable[]): void {
		this.#port.postMessage(message, transfer as never);
	}
}
