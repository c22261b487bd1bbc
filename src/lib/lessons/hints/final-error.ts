/** The error that ended a program, read from what Python or Node printed of it. */
import type { Language } from '../../programs/program';

export interface FinalError {
	/** Class name without its module: `ChannelClosedByBroker`, `TypeError`. */
	readonly name: string;
	readonly message: string;
	/** The report before the message: frames and source lines. */
	readonly trace: string;
}

/** Null when what a program wrote holds no error report. Reads the last report there is. */
export function finalError(language: Language, stderr: string): FinalError | null {
	return language === 'python' ? pythonError(stderr) : nodeError(stderr);
}

/** Frames are indented; the first line that isn't names the error, and its message may go on below. */
const PYTHON_REPORT =
	/(?:^|\n)(?:Traceback \(most recent call last\):\n|(?= {2}File "))((?: .*\n|\n)*)([A-Za-z_][\w.]*)(?:: ([^]*))?$/;

function pythonError(stderr: string): FinalError | null {
	const begin = Math.max(stderr.lastIndexOf('Traceback (most recent call last):\n'), firstFrameAlone(stderr));
	const [, trace, name, message = ''] = PYTHON_REPORT.exec(stderr.slice(Math.max(0, begin)).trimEnd()) ?? [];
	if (name === undefined) return null;
	return { name: name.slice(name.lastIndexOf('.') + 1), message, trace: trace ?? '' };
}

/** A program that can't be compiled has a frame, but no head of a traceback. */
function firstFrameAlone(stderr: string): number {
	return stderr.includes('Traceback (most recent call last):\n') ? -1 : stderr.search(/^ {2}File "/m);
}

/** Not indented, as the errors are that others carry along. */
const NODE_ERROR = /^((?:[A-Z]\w*)?(?:Error|Rejection))(?: \[\w+\])?: (.*)$/gm;

function nodeError(stderr: string): FinalError | null {
	const found = [...stderr.matchAll(NODE_ERROR)].at(-1);
	if (!found) return null;
	return { name: found[1]!, message: found[2]!, trace: stderr.slice(0, found.index) };
}
