/** Runs programs in the page, each in a world of its own, for the tests that compare them with Node. */
import type { TraceEvent } from '../../../src/lib/network/events';
import { seededRandom } from '../../../src/lib/network/random';
import { World } from '../../../src/lib/network/world';
import { launchProgram } from '../../../src/lib/programs/launch';
import type { ProgramFile } from '../../../src/lib/programs/program';

export interface ProgramTest {
	readonly file: string;
	readonly args?: readonly string[];
	/** All files, the program's own among them. */
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
	const { file, args = [], files } = test;
	const program = await launchProgram({
		language: 'javascript',
		file,
		source: files.find((other) => other.file === file)!.source,
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

declare global {
	interface Window {
		run: typeof run;
	}
}
window.run = run;
