/**
 * CPython in this worker: pyodide from bytes that the page has fetched. A boot from a memory snapshot, made by an
 * earlier cold boot, takes half the time of that.
 */
import { loadPyodide, type PyodideAPI } from 'pyodide';
import createPyodideModule from 'pyodide/pyodide.asm.mjs';
import { LOCK_FILE } from './lock-file';

/** What an interpreter is made of. */
export interface InterpreterParts {
	readonly wasm: Blob;
	/** Python's library and our packages, as `scripts/python-library.js` makes it. */
	readonly library: Blob;
	/** Memory of an interpreter booted before; null boots cold. */
	readonly snapshot: Blob | null;
}

export interface Interpreter {
	readonly python: PyodideAPI;
	/** Memory of this interpreter, for boots to come; null if it was booted from one. */
	readonly snapshot: Blob | null;
}

/** The name under which pyodide asks for its files; they come from `parts`. */
const NOWHERE = 'https://pyodide.invalid/';

/** Boots an interpreter. Rejects when its parts don't fit; a bad snapshot is no such case: then it boots cold. */
export async function bootInterpreter(parts: InterpreterParts): Promise<Interpreter> {
	if (parts.snapshot) {
		try {
			const python = await load(parts, { _loadSnapshot: parts.snapshot.arrayBuffer() });
			return { python, snapshot: null };
		} catch (error) {
			console.warn('The snapshot does not fit; booting cold.', error);
		}
	}
	const python = await load(parts, { _makeSnapshot: true });
	python.pyimport('warren.preloaded');
	return { python, snapshot: new Blob([python.makeMemorySnapshot() as Uint8Array<ArrayBuffer>]) };
}

/** Loads pyodide, giving it our bytes where it would fetch. */
async function load(parts: InterpreterParts, options: object): Promise<PyodideAPI> {
	const { fetch } = globalThis;
	const { instantiateStreaming } = WebAssembly;
	const module = parts.wasm.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
	globalThis.fetch = (url) =>
		Promise.resolve(new Response(String(url).endsWith('.zip') ? parts.library : null));
	WebAssembly.instantiateStreaming = async (_response, imports) => ({
		module: await module,
		instance: await WebAssembly.instantiate(await module, imports)
	});
	try {
		return await loadPyodide({
			indexURL: NOWHERE,
			lockFileContents: LOCK_FILE,
			packageBaseUrl: NOWHERE,
			createPyodideModule,
			env: { HOME: '/home/learner', PYTHONDONTWRITEBYTECODE: '1' },
			...options
		});
	} finally {
		globalThis.fetch = fetch;
		WebAssembly.instantiateStreaming = instantiateStreaming;
	}
}
