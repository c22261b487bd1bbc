/** Runs programs in the page, each in a world of its own, for the tests that compare them with Node. */
import type { TraceEvent } from '../../../src/lib/network/events';
import { seededRandom } from '../../../src/lib/network/random';
import { World } from '../../../src/lib/network/world';
import { launchProgram } from '../../../src/lib/programs/launch';
import { startWorker } from '../../../src/lib/programs/sandbox';
import type { ProgramFile } from '../../../src/lib/programs/program';

export interface ProgramTest {
	readonly args?: readonly string[];
	/** The first is the program. */
	readonly files: readonly ProgramFile[];
	/** Lines typed before the end of input; without it, input stays open. */
	readonly stdin?: string;
	/** Send SIGINT once this has been printed. */
	readonly interruptAt?: string;
}

export interface ProgramResult {
	readonly stdout: string;
	readonly stderr: string;
	readonly code: number | null;
	/** Real milliseconds from the first line's running to the end. */
	readonly took: number;
}

async function run(test: ProgramTest): Promise<ProgramResult> {
	const { args = [], files } = test;
	const { file, source } = files[0]!;
	const program = await launchProgram({
		language: 'javascript',
		file,
		source,
		args,
		workspace: files
	});
	const printed = { stdout: '', stderr: '' };
	const began = performance.now();
	return new Promise((resolve) => {
		const world = new World({
			realTime: { now: () => performance.now(), after: after },
			random: seededRandom(1),
			epoch: Date.now(),
			speed: 'instant',
			trace: hear
		});
		let interrupted = false;
		function hear(event: TraceEvent): void {
			if (event.type === 'program.printed') {
				printed[event.stream] += event.text;
				if (test.interruptAt && !interrupted && printed.stdout.includes(test.interruptAt)) {
					interrupted = true;
					queueMicrotask(() => world.signal(file, 'SIGINT'));
				}
			}
			if (event.type !== 'program.exited') return;
			program.terminate();
			resolve({ ...printed, code: event.code, took: performance.now() - began });
		}
		world.attach({ program: file, file, instance: 1, language: 'javascript', args }, program.port);
		if (test.stdin !== undefined) {
			world.type(file, test.stdin);
			world.type(file, null);
		}
		void program.failed.then((reason) => {
			printed.stderr += reason;
			world.kill(file);
		});
	});
}

function after(delay: number, run: () => void): () => void {
	const timer = setTimeout(run, delay);
	return () => clearTimeout(timer);
}

/** Runs a worker's text in the sandbox; resolves with the first thing it says. */
async function sandboxed(script: string): Promise<unknown> {
	const { port1: port } = new MessageChannel();
	const { control } = await startWorker({ script, type: 'classic', boot: {}, port });
	return new Promise((resolve) => (control.onmessage = ({ data }) => resolve(data)));
}

/** What a bare worker in the sandbox, with all its globals, reaches: it should be nothing. */
async function probe(): Promise<unknown> {
	const target = JSON.stringify(location.href);
	return sandboxed(`
		const attempts = {
			fetch: () => fetch(${target}),
			fetchData: () => fetch('data:text/plain,x'),
			request: () => new Promise((resolve, reject) => {
				const request = new XMLHttpRequest();
				request.onload = resolve;
				request.onerror = reject;
				request.open('GET', ${target});
				request.send();
			}),
			socket: () => new Promise((resolve, reject) => {
				const socket = new WebSocket(${target}.replace('http', 'ws'));
				socket.onopen = resolve;
				socket.onerror = reject;
			}),
			events: () => new Promise((resolve, reject) => {
				const source = new EventSource(${target});
				source.onopen = resolve;
				source.onerror = reject;
			}),
			importScripts: async () => importScripts(${target}),
			import: () => import(${target}),
			caches: () => caches.open('x'),
			indexedDB: () => new Promise((resolve, reject) => {
				const opening = indexedDB.open('x');
				opening.onsuccess = resolve;
				opening.onerror = reject;
			}),
			storage: () => navigator.storage.getDirectory(),
			worker: () => new Promise((resolve, reject) => {
				const worker = new Worker(${target});
				worker.onmessage = resolve;
				worker.onerror = reject;
			})
		};
		onmessage = async () => {
			const reached = [];
			for (const [name, attempt] of Object.entries(attempts)) {
				await Promise.resolve().then(attempt).then(() => reached.push(name), () => {});
			}
			postMessage(reached);
		};`);
}

/** Starts a worker whose text is no program; resolves with what is said about it. */
async function launchBroken(): Promise<string> {
	const said = (await sandboxed('const = 1;')) as { message: string };
	return said.message;
}

declare global {
	interface Window {
		run: typeof run;
		probe: typeof probe;
		launchBroken: typeof launchBroken;
	}
}
Object.assign(window, { run, probe, launchBroken });
