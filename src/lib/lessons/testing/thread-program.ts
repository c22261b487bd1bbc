/**
 * A program in a thread of Node, with the runtimes that run it in the page: the JavaScript runtime as it is, and
 * CPython, which waits by blocking its thread, since Node 20 can't suspend WebAssembly.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { pythonLibrary } from '../../../../scripts/python-library.js';
import { programThreads, shared } from '../../../../tests/javascript/program-threads';
import type { FromProgram, ToProgram } from '../../network/protocol';
import type { Language, ProgramBoot, ProgramFile } from '../../programs/program';
import type { RehearsedProgram } from './rehearsed-program';

/** What a thread needs to become a Python interpreter. */
export interface InterpreterBoot {
	readonly wasm: WebAssembly.Module;
	/** Memory of one that has booted before; null to boot cold and answer with it. */
	readonly snapshot: Uint8Array | null;
	/** Path of Python's library, with our packages in it. */
	readonly library: string;
	/** Counts what the thread has been sent. */
	readonly mail: Int32Array;
}

/** Told to a Python program from outside the world: it is over. */
export interface Curtain {
	readonly type: 'curtain';
}

/** Said by a thread that has done with its program: it takes another. */
export interface Free {
	readonly type: 'free';
}

/** A thread, and what a program does with it. */
interface Seat {
	readonly worker: Worker;
	post(message: object): void;
	/** The program is over, whatever it is doing. */
	leave(): void;
}

class ThreadProgram implements RehearsedProgram {
	onmessage: ((event: MessageEvent<FromProgram>) => void) | null = null;
	private told = 0;
	private seen = 0;
	private over = false;
	private waiting: (() => void)[] = [];
	private readonly hear = (data: FromProgram): void => this.heard(data);

	private readonly broke = (error: unknown): void => {
		this.heard({ type: 'print', stream: 'stderr', text: `${String(error)}\n` });
		this.heard({ type: 'exit', code: 1 });
	};

	constructor(private readonly seat: Seat) {
		seat.worker.on('message', this.hear);
		seat.worker.on('error', this.broke);
	}

	postMessage(message: ToProgram): void {
		this.told = message.seq;
		this.seat.post(message);
	}

	get resting(): boolean {
		return this.over || this.seen >= this.told;
	}

	async rested(): Promise<void> {
		while (!this.resting) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	close(): void {
		if (this.over) return;
		this.over = true;
		this.seat.worker.off('message', this.hear);
		this.seat.worker.off('error', this.broke);
		this.seat.leave();
		this.wake();
	}

	private heard(data: FromProgram): void {
		if (this.over) return;
		if (data.type === 'idle') this.seen = data.seen;
		this.onmessage?.({ data } as MessageEvent<FromProgram>);
		if (data.type === 'exit') this.close();
		if (data.type === 'idle') this.wake();
	}

	private wake(): void {
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}

export type Launch = (program: ProgramFile, args: readonly string[]) => RehearsedProgram;

/** Where what is made once is kept until its ingredients change. */
const cache = fileURLToPath(new URL('../../../../node_modules/.cache/warren/', import.meta.url));
const require = createRequire(import.meta.url);

/** Makes ready what launches programs of that language. */
export function launcher(language: Language): Promise<Launch> {
	return language === 'javascript' ? javascriptLauncher() : pythonLauncher();
}

async function javascriptLauncher(): Promise<Launch> {
	const start = await programThreads();
	return ({ file, source }, args) => {
		const worker = start({ file, source, args, workspace: [] });
		const post = (message: object): void => worker.postMessage(message);
		return new ThreadProgram({ worker, post, leave: () => void worker.terminate() });
	};
}

async function pythonLauncher(): Promise<Launch> {
	const script = keep('python-thread.mjs', await bundlePythonThread());
	const library = await pythonLibrary();
	const wasm = await WebAssembly.compile(readFileSync(require.resolve('pyodide/pyodide.asm.wasm')));
	const start = (snapshot: Uint8Array | null): PythonSeat => {
		const mail = new Int32Array(new SharedArrayBuffer(4));
		const workerData = { wasm, snapshot, library, mail } satisfies InterpreterBoot;
		return new PythonSeat(new Worker(script, { workerData }), mail);
	};
	const snapshot = await snapshotOf(library, () => start(null).worker);
	const free: PythonSeat[] = [];
	return ({ file, source }, args) => {
		const seat = free.pop() ?? start(snapshot);
		seat.worker.unref();
		seat.worker.on('message', function hear(message: FromProgram | Free) {
			if (message.type !== 'free') return;
			seat.worker.off('message', hear);
			free.push(seat);
		});
		seat.post({ file, source, args, workspace: [] } satisfies Omit<ProgramBoot, 'port'>);
		return new ThreadProgram(seat);
	};
}

/** A thread whose interpreter takes one program after another. */
class PythonSeat implements Seat {
	constructor(
		readonly worker: Worker,
		private readonly mail: Int32Array
	) {}

	post(message: object): void {
		this.worker.postMessage(message);
		Atomics.add(this.mail, 0, 1);
		Atomics.notify(this.mail, 0);
	}

	leave(): void {
		this.post({ type: 'curtain' } satisfies Curtain);
	}
}

/** The memory of an interpreter that has booted, made once for a library, whose name says what is in it. */
async function snapshotOf(library: string, boot: () => Worker): Promise<Uint8Array> {
	const path = join(cache, `${basename(library, '.zip')}.snapshot`);
	if (!existsSync(path)) {
		const worker = boot();
		const made = await new Promise<Uint8Array>((resolve, reject) => {
			worker.on('message', resolve);
			worker.on('error', reject);
		});
		await worker.terminate();
		keep(path.slice(cache.length), made);
	}
	return shared(readFileSync(path));
}

/** Writes a file of the cache in one go, whoever else does the same; answers its path. */
function keep(name: string, content: string | Uint8Array): string {
	const path = join(cache, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(`${path}.${process.pid}`, content);
	renameSync(`${path}.${process.pid}`, path);
	return path;
}

async function bundlePythonThread(): Promise<string> {
	const entry = fileURLToPath(new URL('python-thread.ts', import.meta.url));
	const result = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			target: 'node20',
			ssr: true,
			minify: false,
			rolldownOptions: { input: entry, external: ['pyodide', /^node:/] }
		}
	});
	const [bundle] = [result].flat();
	if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
	return bundle.output[0].code;
}
