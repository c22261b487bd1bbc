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
import { bundleProgramWorker } from '../../../../scripts/program-worker.js';
import { pythonLibrary } from '../../../../scripts/python-library.js';
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

export class ThreadProgram implements RehearsedProgram {
	onmessage: ((event: MessageEvent<FromProgram>) => void) | null = null;
	private told = 0;
	private seen = 0;
	private over = false;
	private waiting: (() => void)[] = [];

	/** `mail`: where a thread that blocks looks for news. */
	constructor(
		private readonly worker: Worker,
		private readonly mail?: Int32Array
	) {
		worker.on('message', (data: FromProgram) => this.hear(data));
		worker.on('error', (error) => {
			this.hear({ type: 'print', stream: 'stderr', text: `${String(error)}\n` });
			this.hear({ type: 'exit', code: 1 });
		});
	}

	postMessage(message: ToProgram): void {
		this.told = message.seq;
		this.post(message);
	}

	/** Sends it something before the world does. */
	post(message: object): void {
		this.worker.postMessage(message);
		if (!this.mail) return;
		Atomics.add(this.mail, 0, 1);
		Atomics.notify(this.mail, 0);
	}

	get resting(): boolean {
		return this.over || this.seen >= this.told;
	}

	async rested(): Promise<void> {
		while (!this.resting) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	close(): void {
		this.over = true;
		void this.worker.terminate();
		this.wake();
	}

	private hear(data: FromProgram): void {
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
	const entry = fileURLToPath(new URL('../../../../tests/javascript/program-thread.ts', import.meta.url));
	const code = await bundleProgramWorker({ entry, minify: false, external: ['node:worker_threads'] });
	return ({ file, source }, args) => {
		const workerData = { file, source, args, workspace: [] } satisfies Omit<ProgramBoot, 'port'>;
		return new ThreadProgram(new Worker(code, { eval: true, workerData }));
	};
}

async function pythonLauncher(): Promise<Launch> {
	const script = keep('python-thread.mjs', await bundlePythonThread());
	const library = await pythonLibrary();
	const wasm = await WebAssembly.compile(readFileSync(require.resolve('pyodide/pyodide.asm.wasm')));
	const start = (snapshot: Uint8Array | null) => {
		const mail = new Int32Array(new SharedArrayBuffer(4));
		const workerData = { wasm, snapshot, library, mail } satisfies InterpreterBoot;
		return { worker: new Worker(script, { workerData, stdout: true, stderr: true }), mail };
	};
	const snapshot = await snapshotOf(library, () => start(null).worker);
	// Boots while another program runs.
	let spare = start(snapshot);
	return ({ file, source }, args) => {
		const { worker, mail } = spare;
		spare = start(snapshot);
		spare.worker.unref();
		const program = new ThreadProgram(worker, mail);
		program.post({ file, source, args, workspace: [] } satisfies Omit<ProgramBoot, 'port'>);
		return program;
	};
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
	return sharedCopy(readFileSync(path));
}

/** All threads read the same bytes. */
function sharedCopy(bytes: Buffer): Uint8Array {
	const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
	shared.set(bytes);
	return shared;
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
