/** What is wrong with a lesson folder, said so that its author knows where to look and what to do. */

export interface Fault {
	/** Path below `lessons/`, e.g. `03-work-queues/zh.md`. */
	readonly file: string;
	/** 1-based, where known. */
	readonly line?: number;
	readonly message: string;
}

/** Collects faults, so that one build names them all. */
export class FaultList {
	readonly faults: Fault[] = [];

	add(file: string, message: string, line?: number): void {
		this.faults.push(line === undefined ? { file, message } : { file, line, message });
	}
}

const place = ({ file, line }: Fault): string => `lessons/${file}${line === undefined ? '' : `:${line}`}`;

/** Fails the build. The message lists every fault as `lessons/<file>:<line>: <what to do>`. */
export class CourseError extends Error {
	override readonly name = 'CourseError';

	constructor(readonly faults: readonly Fault[]) {
		const lines = faults.map((fault) => `  ${place(fault)}: ${fault.message}`);
		super(`The course can't be built (${faults.length} to mend):\n${lines.join('\n')}`);
	}
}
