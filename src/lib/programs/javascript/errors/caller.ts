/**
 * Which line of the learner's program is at work: of the innermost frame in the program's own file, looked for on
 * the stack and, in V8, also among those that wait for it with `await`.
 */

/** Frames looked at. The client library's own calls are a dozen deep. */
const DEPTH = 40;

let paths: readonly string[] = [];
let inText: RegExp | null = null;

/** The file whose lines are meant, as a path. */
export function setProgramFile(path: string): void {
	paths = [path, `file://${path}`];
	inText = new RegExp(`${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+)`);
}

/** From 1; 0 when no line of the program is on the stack. */
export function programLine(): number {
	const { prepareStackTrace, stackTraceLimit } = Error;
	const trace: { stack?: NodeJS.CallSite[] | string } = {};
	try {
		Error.stackTraceLimit = DEPTH;
		Error.prepareStackTrace = (_, sites) => sites;
		if (typeof Error.captureStackTrace !== 'function') return lineInText(Error().stack);
		Error.captureStackTrace(trace, programLine);
		return Array.isArray(trace.stack) ? lineOf(trace.stack) : 0;
	} finally {
		Error.prepareStackTrace = prepareStackTrace;
		Error.stackTraceLimit = stackTraceLimit;
	}
}

function lineOf(sites: readonly NodeJS.CallSite[]): number {
	const site = sites.find((each) => paths.includes(each.getScriptNameOrSourceURL() ?? ''));
	return site?.getLineNumber() ?? 0;
}

/** Engines other than V8 have the stack as text only. */
function lineInText(stack: string | undefined): number {
	return Number(inText?.exec(stack ?? '')?.[1] ?? 0);
}
