/** One Python program's life: it is put into an interpreter that has booted, and runs when the world says `start`. */
import type { PyodideAPI } from 'pyodide';
import type { PyCallable } from 'pyodide/ffi';
import type { ToProgram } from '../../network/protocol';
import type { ProgramBoot } from '../program';
import { Bridge } from './bridge';
import { Threads } from './threads';

export const HOME = '/home/learner';
/** Exit code of a program whose interpreter broke down. */
const ABORTED = 134;

/** The part of pyodide's inside on which its `select` waits. */
interface WithSockets {
	readonly _module: { readonly SOCKFS: { pollAsync: () => unknown } };
}

/** Puts the program in place; it hears the world from now on. */
export function runProgram(python: PyodideAPI, { port, file, source, args, workspace }: ProgramBoot): void {
	const realNow = performance.now.bind(performance);
	const bridge = new Bridge((message, transfer) => port.postMessage(message, transfer ?? []), realNow);
	python.FS.mkdirTree(HOME);
	for (const other of [...workspace, { file, source }])
		python.FS.writeFile(`${HOME}/${other.file}`, other.source);
	python.setInterruptBuffer(bridge.attention as unknown as Uint8Array);
	const { run } = python.pyimport('warren.program') as { run: PyCallable };
	const { perform } = python.pyimport('warren.threads') as { perform: PyCallable };
	const fail = (error: unknown): void => breakDown(bridge, error);
	const threads = new Threads(perform, fail);
	(python as unknown as WithSockets)._module.SOCKFS.pollAsync = () => threads.poll() ?? bridge.poll();
	port.onmessage = ({ data }: MessageEvent<ToProgram>) => {
		if (data.type === 'start') {
			bridge.clock.epoch = data.epoch;
			bridge.clock.speed = data.speed;
			keepVirtualTime(bridge);
			bridge.receive(data);
			run.callPromising(bridge, threads, file, args).catch(fail);
		} else {
			bridge.receive(data);
		}
	};
}

/** From now on this worker's clocks, from which Python has the time, show virtual time. */
function keepVirtualTime(bridge: Bridge): void {
	Date.now = () => bridge.clock.epoch + bridge.now();
	Object.defineProperty(performance, 'now', { value: () => bridge.now() });
}

/** The interpreter itself failed: nothing of the program goes on. */
function breakDown(bridge: Bridge, error: unknown): void {
	bridge.print('stderr', `Fatal Python error: ${String(error)}\n`);
	bridge.exit(ABORTED);
}
