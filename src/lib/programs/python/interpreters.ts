/**
 * Where Python programs get their interpreter from. Its parts are fetched once; the memory of the first that booted
 * is kept in the browser's cache, so that the next boot in a fraction of the time. One can be booted ahead.
 */
import wasmUrl from 'pyodide/pyodide.asm.wasm?url';
import libraryUrl from 'virtual:python-library';
import type { PythonBootReply } from '../../workers/python-program';
import { whenIdle } from '../idle';
import { startWorker } from '../sandbox';
import { pythonWaiting } from './support';
import { forgetSnapshot, loadSnapshot, saveSnapshot } from './snapshots';

/** An interpreter that waits for its program. */
export interface WaitingInterpreter {
	/** Takes the one `ProgramBoot`. */
	readonly program: MessagePort;
	/** Resolves, with plain words, if the worker breaks down later; never rejects. */
	readonly failed: Promise<string>;
	terminate(): void;
}

interface Parts {
	readonly script: string;
	readonly wasm: Blob;
	readonly library: Blob;
	/** Names exactly these parts: a snapshot fits no others. */
	readonly version: string;
}

/** Real milliseconds a boot may take. */
const COLD_LIMIT = 90_000;
const WARM_LIMIT = 20_000;

const UNSUPPORTED =
	'This browser can’t run Python here: it lacks WebAssembly JavaScript Promise Integration, and the site is not ' +
	'served with the headers that would allow another way. Chrome and Edge 137 or newer have it. The JavaScript ' +
	'version of the lesson runs in every current browser.';

let parts: Promise<Parts> | null = null;
let snapshot: Promise<Blob | null> | null = null;
/** Booted ahead, for the next program; kept up once somebody has asked for one. */
let spare: Promise<WaitingInterpreter> | null = null;
let spareWanted = false;
/** Interpreters that programs wait for. */
let awaited = 0;

/** Has an interpreter ready for the next program, from now on. Failures show when a program starts. */
export function prefetchPython(): void {
	spareWanted = pythonWaiting() !== null;
	bootSpare();
}

/** An interpreter for one program. Rejects, with plain words, when there can be none. */
export async function takeInterpreter(): Promise<WaitingInterpreter> {
	if (!pythonWaiting()) throw new Error(UNSUPPORTED);
	const taken = spare ?? boot();
	spare = null;
	awaited++;
	try {
		return await taken;
	} finally {
		awaited--;
		whenIdle(bootSpare);
	}
}

/** Not while programs wait for theirs: then every interpreter that boots makes the others slower. */
function bootSpare(): void {
	if (!spareWanted || spare || awaited > 0) return;
	spare = boot();
	spare.catch(() => {
		spare = null;
		spareWanted = false;
	});
}

/**
 * While the first interpreter boots without a snapshot the others wait for the one it will make: that is sooner
 * than booting all of them cold.
 */
async function boot(): Promise<WaitingInterpreter> {
	const made = await (parts ??= fetchParts().catch(forgetParts));
	if (snapshot) return start(made, await snapshot);
	const { promise, resolve } = Promise.withResolvers<Blob | null>();
	snapshot = promise;
	const kept = await loadSnapshot(made.version);
	if (kept) resolve(kept);
	try {
		return await start(made, kept, resolve);
	} catch (error) {
		snapshot = null;
		resolve(null);
		throw error;
	}
}

async function fetchParts(): Promise<Parts> {
	const [{ default: script }, wasm, library] = await Promise.all([
		import('virtual:program-worker/python'),
		fetchBlob(wasmUrl),
		fetchBlob(libraryUrl)
	]);
	return { script, wasm, library, version: await digest([script, wasmUrl, libraryUrl].join('\n')) };
}

function forgetParts(error: unknown): never {
	parts = null;
	throw error;
}

async function fetchBlob(url: string): Promise<Blob> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`Python could not be loaded (${response.status} for ${url}).`);
	return response.blob();
}

async function digest(text: string): Promise<string> {
	if (!globalThis.crypto?.subtle) return '';
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Starts a worker and waits until its interpreter has booted; a snapshot that it made is kept. */
async function start(
	made: Parts,
	from: Blob | null,
	gotSnapshot?: (snapshot: Blob | null) => void
): Promise<WaitingInterpreter> {
	const { script, wasm, library, version } = made;
	const { port1: program, port2: port } = new MessageChannel();
	const office = pythonWaiting() === 'block' ? await openPost() : null;
	const { control } = await startWorker({
		script,
		type: 'classic',
		boot: { wasm, library, snapshot: from, post: office?.port ?? null },
		port,
		transfer: office ? [office.port] : []
	});
	const terminate = (): void => {
		control.postMessage('terminate');
		office?.close();
	};
	const failed = Promise.withResolvers<string>();
	const ready = Promise.withResolvers<Blob | null>();
	control.onmessage = ({ data }: MessageEvent<PythonBootReply>) => {
		if (data.type === 'ready') ready.resolve(data.snapshot);
		else failed.resolve(data.message);
	};
	const end = await raceToReady(ready.promise, failed.promise, from ? WARM_LIMIT : COLD_LIMIT);
	if (typeof end === 'string') {
		terminate();
		if (!from) throw new Error(end);
		await forgetSnapshot();
		return start(made, null, gotSnapshot);
	}
	const { snapshot: memory } = end;
	if (memory) {
		snapshot = Promise.resolve(memory);
		gotSnapshot?.(memory);
		whenIdle(() => void saveSnapshot(version, memory));
	}
	return { program, failed: failed.promise, terminate };
}

/** Starts the worker that has the mailbox of a program that blocks; `port` leads there. */
async function openPost(): Promise<{ port: MessagePort; close: () => void }> {
	const { default: script } = await import('virtual:program-worker/python-post');
	const { port1: port, port2 } = new MessageChannel();
	const { control } = await startWorker({ script, type: 'classic', boot: {}, port: port2 });
	return { port, close: () => control.postMessage('terminate') };
}

/** What the worker answered first: what it made, or why it failed. */
async function raceToReady(
	ready: Promise<Blob | null>,
	failed: Promise<string>,
	limit: number
): Promise<{ snapshot: Blob | null } | string> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<string>((resolve) => {
		timer = setTimeout(() => resolve('The Python interpreter was not ready in time.'), limit);
	});
	const end = await Promise.race([ready.then((snapshot) => ({ snapshot })), failed, late]);
	clearTimeout(timer);
	return end;
}
