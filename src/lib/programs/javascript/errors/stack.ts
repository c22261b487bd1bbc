/**
 * Stack traces as Node prints them: the learner's and amqplib's frames with their written columns, ours under the
 * names and places that Node's own modules have, or hidden. V8 only; other engines keep their own format.
 */
import { loop } from '../realm';
import { INTERNAL_FRAMES, MODULE_TAIL, TICK_FRAME } from './node-frames';
import { isKnown, writtenColumn } from './sources';

const NODE_LIMIT = 10;
/** Captured, so that what is hidden takes no room. */
const CAPTURE_LIMIT = 60;

interface Site extends NodeJS.CallSite {
	isAsync(): boolean;
	isPromiseAll(): boolean;
	getPromiseIndex(): number | null;
	getScriptNameOrSourceURL(): string | null;
}

/** The modules' first evaluation is under way: what runs without a caller is called by Node's module loader. */
let evaluatingModules = false;
let runtimeFile: string | null = null;

export function setEvaluatingModules(evaluating: boolean): void {
	evaluatingModules = evaluating;
}

/** From now on all stack traces are formatted here. */
export function installStackTraces(): void {
	if (!('captureStackTrace' in Error)) return;
	Error.prepareStackTrace = (_, sites) => {
		runtimeFile = (sites[0] as Site | undefined)?.getScriptNameOrSourceURL() ?? null;
	};
	void new Error().stack;
	Error.stackTraceLimit = CAPTURE_LIMIT;
	Object.defineProperty(Error, 'prepareStackTrace', {
		value: format,
		writable: true,
		configurable: true,
		enumerable: false
	});
}

function format(error: Error, sites: NodeJS.CallSite[]): string {
	const frames = framesOf(sites as Site[]).slice(0, limit());
	const head = headOf(error);
	return frames.length === 0 ? head : `${head}\n    at ${frames.join('\n    at ')}`;
}

function limit(): number {
	return Error.stackTraceLimit === CAPTURE_LIMIT ? NODE_LIMIT : Error.stackTraceLimit;
}

function headOf(error: Error): string {
	try {
		return Error.prototype.toString.call(error);
	} catch {
		return '<error>';
	}
}

function framesOf(sites: Site[]): string[] {
	const frames: string[] = [];
	let async: string[] = [];
	let ours = false;
	let moduleBody = false;
	for (const site of sites) {
		const file = site.getScriptNameOrSourceURL();
		if (file === runtimeFile) {
			ours = true;
			frames.push(...internalFrames(site));
		} else if (isKnown(file)) {
			if (site.isAsync()) async.push(writtenFrame(site, file));
			else frames.push(writtenFrame(site, file));
			moduleBody = nameOf(site) === null && file.startsWith('file:');
		} else if (file === null && nameOf(site) !== null) {
			(site.isAsync() ? async : frames).push(`${callOf(site)} (<anonymous>)`);
		}
	}
	if (!ours && frames.length > 0) {
		if (moduleBody && evaluatingModules) async = [...MODULE_TAIL];
		else if (loop.ticking) frames.push(TICK_FRAME);
	}
	return frames.concat(async);
}

function internalFrames(site: Site): readonly string[] {
	const name = nameOf(site);
	const known = name === null ? undefined : INTERNAL_FRAMES.get(name.slice(name.lastIndexOf('.') + 1));
	if (known === undefined) return [];
	return typeof known === 'string' ? [`${callOf(site)} (${known})`] : known;
}

function writtenFrame(site: Site, file: string): string {
	const line = site.getLineNumber() ?? 1;
	const column = writtenColumn(file, line, site.getColumnNumber() ?? 1);
	const call = callOf(site);
	return call === '' ? `${file}:${line}:${column}` : `${call} (${file}:${line}:${column})`;
}

/** The engine calls whatever has no name in evaluated code `eval`. */
function nameOf(site: Site): string | null {
	const name = site.getFunctionName();
	return name === 'eval' ? null : name;
}

/** What was called, as V8 words it for code that wasn't evaluated; empty when there is nothing to say. */
function callOf(site: Site): string {
	const name = nameOf(site);
	if (site.isPromiseAll()) return `async Promise.all (index ${site.getPromiseIndex()})`;
	if (site.isAsync()) return name === null ? 'async' : `async ${name}`;
	if (site.isConstructor()) return `new ${name ?? '<anonymous>'}`;
	if (site.isToplevel()) return name ?? '';
	return methodCall(site, name);
}

function methodCall(site: Site, name: string | null): string {
	const type = site.getTypeName();
	const method = site.getMethodName();
	if (name === null) return `${type ?? ''}.${method ?? '<anonymous>'}`;
	const prefix = type && !name.startsWith(type) ? `${type}.` : '';
	const alias = method && !name.endsWith(method) ? ` [as ${method}]` : '';
	return `${prefix}${name}${alias}`;
}
