/**
 * A thread for Python programs, one after another: as `src/lib/workers/python-program.ts`, on Node, and blocking
 * wherever Python waits, since Node 20 can't suspend WebAssembly.
 */
import { loadPyodide, type PyodideAPI } from 'pyodide';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { ToProgram } from '../../network/protocol';
import type { ProgramBoot } from '../../programs/program';
import { Bridge } from '../../programs/python/bridge';
import { LOCK_FILE } from '../../programs/python/lock-file';
import { HOME } from '../../programs/python/runtime';
import type { Curtain, Free, InterpreterBoot } from './thread-program';

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

/**
 * What is around a program here: it rests by blocking the thread, and when it is over, or the curtain falls over it,
 * it unwinds and leaves the interpreter as it found it, for the next.
 */
const STAGE = `
import atexit, gc, logging, os, shutil, sys
from warren import link, program

class Curtain(BaseException):
    pass

at_first = set(sys.modules)

def perform(bridge, doze, home, file, args):
    def rest(timeout):
        doze()
        if bridge.over:
            raise Curtain
    try:
        program.run(bridge, file, args, doze=rest)
    except Curtain:
        pass
    finally:
        tidy(home)

def tidy(home):
    link.typed.clear()
    link._streams.clear()
    link._unsent.clear()
    link._prompt_writes = link._PROMPT_WRITES
    atexit._clear()
    logging.root.handlers.clear()
    os.chdir('/')
    shutil.rmtree(home)
    sys.path[:] = [path for path in sys.path if path != home]
    for name in set(sys.modules) - at_first:
        del sys.modules[name]
    gc.collect()

perform
`;

const realNow = performance.now.bind(performance);

/** Runs one program from `start` to its end. */
function play(python: PyodideAPI, perform: (...args: unknown[]) => void): void {
	let boot = receive<Omit<ProgramBoot, 'port'> | Curtain>();
	// The program before this one may have ended before its curtain fell.
	while ('type' in boot) boot = receive();
	const { file, source, args, workspace } = boot;
	const bridge = new Bridge((message) => port.postMessage(message), realNow);
	python.FS.mkdirTree(HOME);
	for (const other of [...workspace, { file, source }])
		python.FS.writeFile(`${HOME}/${other.file}`, other.source);
	const start = receive<ToProgram | Curtain>();
	if (start.type === 'start') {
		bridge.clock.epoch = start.epoch;
		bridge.clock.speed = start.speed;
		bridge.clock.patience = start.patience;
		Date.now = () => bridge.clock.epoch + bridge.now();
		performance.now = () => bridge.now();
		bridge.receive(start);
		perform(bridge, () => doze(bridge), HOME, file, args);
	}
	port.postMessage({ type: 'free' } satisfies Free);
}

/** Blocks until there is news for the program, or the curtain falls. */
function doze(bridge: Bridge): void {
	while (bridge.resting) {
		const message = receive<ToProgram | Curtain>();
		if (message.type === 'curtain') bridge.exit(0);
		else bridge.receive(message);
	}
}

const python = await boot();
if (snapshot) {
	const perform = python.runPython(STAGE) as (...args: unknown[]) => void;
	for (;;) play(python, perform);
} else {
	python.pyimport('warren.preloaded');
	port.postMessage(python.makeMemorySnapshot());
}
