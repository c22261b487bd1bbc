/** A Python program's thread: as `src/lib/workers/python-program.ts`, on Node, and blocking wherever Python waits. */
import { loadPyodide, type PyodideAPI } from 'pyodide';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ToProgram } from '../../network/protocol';
import type { ProgramBoot } from '../../programs/program';
import { Bridge } from '../../programs/python/bridge';
import { LOCK_FILE } from '../../programs/python/lock-file';
import { HOME, keepVirtualTime } from '../../programs/python/runtime';
import type { InterpreterBoot } from './thread-program';

const port = parentPort!;
const { wasm, snapshot, library, mail } = workerData as InterpreterBoot;
let read = 0;

/** The next message; blocks until there is one. */
function receive<T>(): T {
	for (;;) {
		const found = receiveMessageOnPort(port) as { message: T } | undefined;
		if (found) {
			read++;
			return found.message;
		}
		Atomics.wait(mail, 0, read);
	}
}

/** Boots from the snapshot, or cold; the WebAssembly is compiled already. */
function boot(): Promise<PyodideAPI> {
	const { instantiate } = WebAssembly;
	const compiled = async (_bytes: unknown, imports: WebAssembly.Imports) => ({
		module: wasm,
		instance: await instantiate(wasm, imports)
	});
	// pyodide instantiates other, small modules first and from bytes of its own.
	WebAssembly.instantiate = ((bytes: BufferSource, imports: WebAssembly.Imports) =>
		bytes.byteLength < 1e6 ? instantiate(bytes, imports) : compiled(bytes, imports)) as typeof instantiate;
	const start = snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true };
	return loadPyodide({
		stdLibURL: library,
		lockFileContents: LOCK_FILE,
		packageBaseUrl: 'https://pyodide.invalid/',
		env: { HOME, PYTHONDONTWRITEBYTECODE: '1' },
		...start
	});
}

/** Runs the program from `start` to its end; then the thread rests until it is terminated. */
function play(python: PyodideAPI): void {
	const { file, source, args, workspace } = receive<Omit<ProgramBoot, 'port'>>();
	const bridge = new Bridge((message) => port.postMessage(message), performance.now.bind(performance));
	python.FS.mkdirTree(HOME);
	for (const other of [...workspace, { file, source }])
		python.FS.writeFile(`${HOME}/${other.file}`, other.source);
	const start = receive<Extract<ToProgram, { type: 'start' }>>();
	bridge.clock.epoch = start.epoch;
	bridge.clock.speed = start.speed;
	keepVirtualTime(bridge);
	bridge.receive(start);
	python.globals.set('doze', () => {
		while (bridge.resting) bridge.receive(receive<ToProgram>());
	});
	python.runPython('from warren import link; doze_here = doze; link._doze = lambda timeout: doze_here()');
	const { run } = python.pyimport('warren.program') as { run: (...args: unknown[]) => void };
	run(bridge, file, args);
}

const python = await boot();
if (snapshot) {
	play(python);
} else {
	python.pyimport('warren.preloaded');
	port.postMessage(python.makeMemorySnapshot());
}
