/** One Python program's life: it is put into an interpreter that has booted, and runs when the world says `start`. */
import type { PyodideAPI } from 'pyodide';
import type { PyCallable } from 'pyodide/ffi';
import type { FromProgram, ToProgram } from '../../network/protocol';
import type { ProgramBoot } from '../program';
import { Bridge } from './bridge';
import type { Receiver } from './mailbox';
import { Threads } from './threads';

export const HOME = '/home/learner';
/** Exit code of a program whose interpreter broke down. */
const ABORTED = 134;

type Program = Omit<ProgramBoot, 'port'>;

/** The part of pyodide's inside on which its `select` waits. */
interface WithSockets {
	readonly _module: { readonly SOCKFS: { pollAsync: () => unknown } };
}

/** Puts the program in place, to be suspended where it waits; it hears the world from now on. */
export function runSuspending(python: PyodideAPI, { port, ...program }: ProgramBoot): void {
	const bridge = new Bridge((message, transfer) => port.postMessage(message, transfer ?? []), realClock());
	const run = stage(python, program, bridge);
	const { perform } = python.pyimport('warren.threads') as { perform: PyCallable };
	const fail = (error: unknown): void => breakDown(bridge, error);
	const threads = new Threads(perform, fail);
	(python as unknown as WithSockets)._module.SOCKFS.pollAsync = () => threads.poll() ?? bridge.poll();
	port.onmessage = ({ data }: MessageEvent<ToProgram>) => {
		if (data.type === 'start') begin(bridge, data);
		bridge.receive(data);
		if (data.type === 'start') {
			run.callPromising(bridge, program.file, program.args, threads).catch(fail);
		}
	};
}

/** Runs the program, blocking this worker wherever it waits; never returns. */
export function runBlocking(
	python: PyodideAPI,
	program: Program,
	mailbox: Receiver,
	post: (message: FromProgram) => void
): never {
	const bridge = new Bridge(post, realClock());
	const run = stage(python, program, bridge);
	for (let message = mailbox.receive(); ; message = mailbox.receive()) {
		if (message.type === 'start') {
			begin(bridge, message);
			bridge.receive(message);
			break;
		}
		bridge.receive(message);
	}
	try {
		run(bridge, program.file, program.args, undefined, () => doze(bridge, mailbox));
	} catch (error) {
		breakDown(bridge, error);
	}
	return sleepForEver();
}

/** Hears what has been said, and blocks while the program rests. When the program is over, it is for ever. */
function doze(bridge: Bridge, mailbox: Receiver): void {
	if (bridge.over) sleepForEver();
	bridge.heard();
	for (let message = mailbox.take(); message; message = mailbox.take()) bridge.receive(message);
	while (bridge.resting) bridge.receive(mailbox.receive());
}

function sleepForEver(): never {
	for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const realClock = (): (() => number) => performance.now.bind(performance);

/** The learner's files, and Python's way to listen in the midst of work; answers what runs the program. */
function stage(python: PyodideAPI, { file, source, workspace }: Program, bridge: Bridge): PyCallable {
	python.FS.mkdirTree(HOME);
	for (const other of [...workspace, { file, source }])
		python.FS.writeFile(`${HOME}/${other.file}`, other.source);
	python.setInterruptBuffer(bridge.attention as unknown as Uint8Array);
	return (python.pyimport('warren.program') as { run: PyCallable }).run;
}

/** From now on this worker's clocks, from which Python has the time, show virtual time. */
function begin(bridge: Bridge, { epoch, speed, patience }: ToProgram & { type: 'start' }): void {
	bridge.clock.epoch = epoch;
	bridge.clock.speed = speed;
	bridge.clock.patience = patience;
	Date.now = () => bridge.clock.epoch + bridge.now();
	Object.defineProperty(performance, 'now', { value: () => bridge.now() });
}

/** The interpreter itself failed: nothing of the program goes on. */
function breakDown(bridge: Bridge, error: unknown): void {
	bridge.print('stderr', `Fatal Python error: ${String(error)}\n`);
	bridge.exit(ABORTED);
}
