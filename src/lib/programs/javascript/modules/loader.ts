/**
 * The program's modules: CommonJS in Node's wrapper function, ES modules by the engine's own loader, where each
 * file becomes a URL and its specifiers lead to other such URLs.
 */
import { parse as lexCommonJs } from 'cjs-module-lexer';
import { setEvaluatingModules } from '../errors/stack';
import { register } from '../errors/sources';
import { invalidArgType } from '../errors/node-error';
import type { Host } from '../host';
import { dirname } from '../node/path';
import { setBackgroundInterval } from '../node/timers';
import { warn } from '../node/warnings';
import { loop } from '../realm';
import { noteWaitingCalls } from '../waiting-calls';
import { resolveImport, resolveRequire, type Resolved } from './resolve';
import { commonJsCode, LOAD, META, moduleCode, readSource, type Source } from './source';
import { compile, placeSyntaxError } from './syntax-error';
import { strip } from './typescript';
import type { Workspace } from './workspace';

/** A CommonJS module, as `module` shows it. */
interface Module {
	id: string;
	path: string;
	exports: unknown;
	filename: string;
	loaded: boolean;
	children: Module[];
	parent: Module | null | undefined;
	paths: string[];
	require(specifier: string): unknown;
}

interface Require {
	(specifier: string): unknown;
	resolve(specifier: string): string;
	main: Module | undefined;
	cache: Record<string, Module>;
	extensions: object;
}

type Wrapper = (
	exports: unknown,
	require: Require,
	module: Module,
	filename: string,
	dirname: string,
	load: (specifier: unknown) => Promise<object>,
	setInterval: unknown
) => void;

const PARAMETERS = `exports, require, module, __filename, __dirname, ${LOAD}`;
const CHANNEL = '/node_modules/amqplib/lib/channel.js';
/** Where generated modules find what they need. */
const BRIDGE = '__programModules';

export class Loader {
	readonly #sources = new Map<string, Source>();
	readonly #modules: Record<string, Module> = Object.create(null) as Record<string, Module>;
	readonly #urls = new Map<string, string>();
	readonly #preparing: string[] = [];
	readonly #builtins: ReadonlyMap<string, () => unknown>;
	#main: Module | undefined;
	#began: ((path: string) => void) | null = null;

	constructor(
		private readonly host: Host,
		private readonly workspace: Workspace,
		builtins: ReadonlyMap<string, () => unknown>
	) {
		const moduleModule = this.#moduleModule([...builtins.keys(), 'module']);
		this.#builtins = new Map([...builtins, ['module', () => moduleModule]]);
		Object.defineProperty(globalThis, BRIDGE, { value: this.#bridge(), configurable: true });
	}

	/** Evaluates the program's file, an ES module. */
	runModule(path: string): Promise<void> {
		return this.#evaluateModule(path).then(() => {});
	}

	/** Runs the program's file, a CommonJS module. */
	runMain(path: string): void {
		this.#load(path, null);
	}

	#source(path: string): Source {
		let source = this.#sources.get(path);
		if (!source) {
			source = this.#read(path);
			this.#sources.set(path, source);
		}
		return source;
	}

	#read(path: string): Source {
		const written = this.workspace.read(path);
		try {
			return readSource(written, path);
		} catch (error) {
			register(path, { text: written, prefix: 0 });
			throw typescriptError(error, path);
		}
	}

	/** Whether a file is an ES module. */
	isModule(path: string): boolean {
		if (/\.m[jt]s$/.test(path)) return true;
		if (/\.c[jt]s$/.test(path) || path.endsWith('.json') || path.includes('/node_modules/')) return false;
		return this.#source(path).syntax.isModule || this.#hasTopLevelAwait(path);
	}

	/** A file that compiles only if `await` may stand at its top level is a module. */
	#hasTopLevelAwait(path: string): boolean {
		const { code } = this.#source(path);
		if (!/\bawait\b/.test(code)) return false;
		const compiles = (before: string): boolean =>
			this.host.attempt(() => void compile(this.host, path, before, code, '\n})')) === null;
		return !compiles(`(function (${PARAMETERS}) {`) && compiles('(async function () {');
	}

	// CommonJS

	#load(path: string, parent: Module | null): unknown {
		const cached = this.#modules[path];
		if (cached) return cached.exports;
		const module = this.#makeModule(path, parent);
		this.#main ??= module;
		this.#modules[path] = module;
		parent?.children.push(module);
		let finished = false;
		try {
			this.#evaluate(module);
			finished = true;
		} finally {
			if (!finished) delete this.#modules[path];
		}
		if (path.endsWith(CHANNEL))
			noteWaitingCalls((module.exports as { Channel: { prototype: object } }).Channel.prototype);
		module.loaded = true;
		return module.exports;
	}

	#makeModule(path: string, parent: Module | null): Module {
		return {
			id: parent ? path : '.',
			path: dirname(path),
			exports: {},
			filename: path,
			loaded: false,
			children: [],
			parent: parent ?? null,
			paths: ['/home/learner/node_modules', '/home/node_modules', '/node_modules'],
			require: (specifier) => this.#require(specifier, path)
		};
	}

	#evaluate(module: Module): void {
		const { filename } = module;
		if (filename.endsWith('.json')) {
			module.exports = parseJson(this.workspace.read(filename), filename);
			return;
		}
		if (this.isModule(filename)) this.#warnOfRequiredModule(module);
		const wrapper = this.#compile(filename);
		const load = (specifier: unknown): Promise<object> => this.import(specifier, filename);
		const require = this.#makeRequire(filename);
		function evaluateCommonJs(): void {
			wrapper.call(
				module.exports,
				module.exports,
				require,
				module,
				filename,
				module.path,
				load,
				setBackgroundInterval
			);
		}
		evaluateCommonJs();
	}

	#compile(path: string): Wrapper {
		const source = this.isModule(path) ? this.#asCommonJs(path) : this.#source(path);
		const background = path.endsWith('/amqplib/lib/heartbeat.js') ? ', setInterval' : '';
		const before = `(function (${PARAMETERS}${background}) {`;
		register(path, { text: source.written, prefix: before.length, column: source.column });
		return compile<Wrapper>(this.host, path, before, commonJsCode(source), `\n})\n//# sourceURL=${path}`);
	}

	/** An ES module that `require` asks for can't go through the engine's loader, which always takes its time. */
	#asCommonJs(path: string): Source {
		const source = this.#source(path);
		return { ...source, ...strip(this.workspace.read(path), path, true) };
	}

	#warnOfRequiredModule(module: Module): void {
		const importer = module.parent?.filename ?? module.filename;
		const text =
			`CommonJS module ${importer} is loading ES Module ${module.filename} using require().\n` +
			'Support for loading ES Module in require() is an experimental feature and might change at any time';
		warn(Object.assign(new Error(text), { name: 'ExperimentalWarning' }));
	}

	#makeRequire(importer: string): Require {
		const require = ((specifier: string) => this.#require(specifier, importer)) as Require;
		Object.defineProperty(require, 'name', { value: 'require' });
		require.resolve = (specifier) => {
			const resolved = this.#resolveRequire(specifier, importer);
			return resolved.kind === 'builtin' ? specifier : resolved.path;
		};
		require.main = this.#main;
		require.cache = this.#modules;
		require.extensions = {};
		return require;
	}

	#require(specifier: string, importer: string): unknown {
		if (typeof specifier !== 'string') throw invalidArgType('id', 'of type string', specifier);
		const requireModule = (): unknown => {
			const resolved = this.#resolveRequire(specifier, importer);
			if (resolved.kind === 'builtin') return this.#builtin(resolved.name);
			return this.#load(resolved.path, this.#modules[importer] ?? null);
		};
		return requireModule();
	}

	#resolveRequire(specifier: string, importer: string): Resolved {
		const stack: string[] = [];
		for (let module = this.#modules[importer]; module; module = module.parent ?? undefined) {
			stack.push(module.filename);
		}
		const resolveFilename = (): Resolved =>
			resolveRequire(specifier, importer, stack, this.workspace, this.#builtins);
		return resolveFilename();
	}

	#builtin(name: string): unknown {
		return this.#builtins.get(name)!();
	}

	/** `node:module`. */
	#moduleModule(names: readonly string[]): object {
		return {
			builtinModules: names,
			createRequire: (from: string | URL) => this.#makeRequire(String(from).replace(/^file:\/\//, '')),
			isBuiltin: (name: string) => names.includes(name.replace(/^node:/, ''))
		};
	}

	// ES modules

	/** `import(specifier)` in the file `importer`. */
	async import(specifier: unknown, importer: string): Promise<object> {
		const resolved = resolveImport(`${specifier}`, importer, this.workspace, this.#builtins);
		if (resolved.kind === 'file' && this.isModule(resolved.path)) return this.#evaluateModule(resolved.path);
		return this.#holding(() => this.host.importModule(this.#urlOf(resolved)));
	}

	/** The program is busy until the module's body runs: its own waiting is not the loader's. */
	#evaluateModule(path: string): Promise<object> {
		return this.#holding(async (release) => {
			const url = this.#urlOf({ kind: 'file', path });
			this.#began = (began) => {
				if (began !== path) return;
				setEvaluatingModules(true);
				release();
			};
			try {
				return await this.host.importModule(url);
			} catch (error) {
				const explained = this.#explained(error, path);
				// Formatted now, while it is known that the module was being evaluated.
				if (explained instanceof Error) void explained.stack;
				throw explained;
			}
		});
	}

	async #holding<T>(work: (release: () => void) => Promise<T>): Promise<T> {
		loop.hold();
		let held = true;
		const release = (): void => {
			if (!held) return;
			held = false;
			this.host.defer(() => {
				setEvaluatingModules(false);
				loop.release();
			});
		};
		try {
			return await work(release);
		} finally {
			release();
		}
	}

	#urlOf(resolved: Resolved): string {
		const key = resolved.kind === 'builtin' ? `node:${resolved.name}` : resolved.path;
		let url = this.#urls.get(key);
		if (url === undefined) {
			url = this.host.moduleUrl(this.#textOf(resolved));
			this.#urls.set(key, url);
		}
		return url;
	}

	#textOf(resolved: Resolved): string {
		if (resolved.kind === 'builtin') return this.#builtinFacade(resolved.name);
		return this.isModule(resolved.path)
			? this.#moduleText(resolved.path)
			: this.#commonJsFacade(resolved.path);
	}

	#moduleText(path: string): string {
		if (this.#preparing.includes(path)) throw circular(path, this.#preparing);
		this.#preparing.push(path);
		const source = this.#source(path);
		const code = moduleCode(source, (specifier) =>
			this.#urlOf(resolveImport(specifier, path, this.workspace, this.#builtins))
		);
		this.#preparing.pop();
		const file = `file://${path}`;
		register(file, { text: source.written, prefix: 0, column: source.column });
		const bridge = this.host.moduleUrl(
			`export const { load: ${LOAD}, meta: ${META} } = globalThis.${BRIDGE}.enter(${JSON.stringify(path)});`
		);
		return `${code}\nimport { ${LOAD}, ${META} } from ${JSON.stringify(bridge)};\n//# sourceURL=${file}`;
	}

	#commonJsFacade(path: string): string {
		return facade(`load(${JSON.stringify(path)})`, [...this.#exportedNames(path)]);
	}

	#builtinFacade(name: string): string {
		const module = this.#builtin(name) as object;
		return facade(`builtin(${JSON.stringify(name)})`, Object.keys(module));
	}

	/** The names that Node finds in a CommonJS source without running it. */
	#exportedNames(path: string, seen = new Set<string>()): Set<string> {
		if (path.endsWith('.json') || seen.has(path)) return new Set();
		seen.add(path);
		const { exports, reexports } = lex(this.#source(path).code);
		const names = new Set(exports);
		for (const specifier of reexports) {
			const resolved = this.#resolveRequire(specifier, path);
			if (resolved.kind === 'builtin') continue;
			for (const name of this.#exportedNames(resolved.path, seen)) names.add(name);
		}
		return names;
	}

	#bridge() {
		return {
			load: (path: string) => this.#load(path, null),
			builtin: (name: string) => this.#builtin(name),
			enter: (path: string) => {
				this.#began?.(path);
				return { load: (specifier: unknown) => this.import(specifier, path), meta: this.#meta(path) };
			}
		};
	}

	#meta(path: string): object {
		return Object.assign(Object.create(null) as object, {
			dirname: dirname(path),
			filename: path,
			resolve: (specifier: string) => {
				if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, `file://${path}`).href;
				const resolved = resolveImport(specifier, path, this.workspace, this.#builtins);
				return resolved.kind === 'builtin' ? `node:${resolved.name}` : `file://${resolved.path}`;
			},
			url: `file://${path}`
		});
	}

	/** What the engine's loader says, in Node's words. */
	#explained(error: unknown, path: string): unknown {
		if (error instanceof ReferenceError) return explainCommonJsName(error);
		if (!(error instanceof SyntaxError)) return error;
		const missing = /export named:? '(.+?)'/.exec(error.message);
		return missing ? this.#missingExport(error, missing[1]!) : this.#locate(error, path);
	}

	#missingExport(error: SyntaxError, name: string): SyntaxError {
		for (const [path, { syntax, written }] of this.#sources) {
			for (const { specifier, names } of syntax.imports) {
				const wanted = names.find((candidate) => candidate.name === name);
				const url = wanted && this.#urlOf(resolveImport(specifier, path, this.workspace, this.#builtins));
				if (!wanted || !url || !error.message.includes(url)) continue;
				const before = written.slice(0, wanted.start).split('\n');
				const place = { file: `file://${path}`, line: before.length, column: before.at(-1)!.length + 1 };
				return missingExportError(name, specifier, this.#isCommonJs(specifier, path), place);
			}
		}
		return error;
	}

	#isCommonJs(specifier: string, importer: string): boolean {
		const resolved = resolveImport(specifier, importer, this.workspace, this.#builtins);
		return resolved.kind === 'file' && !this.isModule(resolved.path);
	}

	/** The engine doesn't tell where a module is wrong; a function with its body does. */
	#locate(error: SyntaxError, path: string): SyntaxError {
		const { code, syntax } = this.#source(path);
		const body = blankModuleSyntax(code, syntax);
		const before = '(async function () { "use strict";';
		const thrown = this.host.attempt(() => void compile(this.host, `file://${path}`, before, body, '\n})'));
		return thrown?.error instanceof SyntaxError ? thrown.error : error;
	}
}

function blankModuleSyntax(code: string, syntax: Source['syntax']): string {
	let body = code;
	for (const { literal } of syntax.imports) {
		const start = Math.max(
			body.lastIndexOf('import', literal.start),
			body.lastIndexOf('export', literal.start)
		);
		body =
			body.slice(0, start) + body.slice(start, literal.end).replace(/[^\n]/g, ' ') + body.slice(literal.end);
	}
	return body
		.replace(/\bexport(\s+)default\b/g, (found) => `0,${' '.repeat(found.length - 2)}`)
		.replace(/\bexport\b/g, '      ');
}

function facade(what: string, names: string[]): string {
	const exported = names.filter(
		(name) => name !== 'default' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
	);
	const bindings = exported.map((name, index) => `${JSON.stringify(name)}: _${index}`).join(', ');
	const list = exported.map((name, index) => `_${index} as ${name}`).join(', ');
	return (
		`const module = globalThis.${BRIDGE}.${what};\nexport default module;\n` +
		`const { ${bindings} } = module ?? {};\nexport { ${list} };`
	);
}

function lex(code: string): { exports: string[]; reexports: string[] } {
	try {
		return lexCommonJs(code);
	} catch {
		return { exports: [], reexports: [] };
	}
}

function parseJson(text: string, path: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		(error as Error).message = `${path}: ${(error as Error).message}`;
		throw error;
	}
}

const COMMONJS_NAMES = new Set(['require', 'exports', 'module', '__filename', '__dirname']);

/** The hint that Node adds when a module uses CommonJS's names. */
function explainCommonJsName(error: ReferenceError): ReferenceError {
	const name = /^(\w+) is not defined$/.exec(error.message)?.[1];
	if (!name || !COMMONJS_NAMES.has(name)) return error;
	error.message += ' in ES module scope';
	if (name === 'require') error.message += ', you can use import instead';
	return error;
}

const LINK_FRAMES = [
	'    at ModuleJob._instantiate (node:internal/modules/esm/module_job:213:21)',
	'    at async ModuleJob.run (node:internal/modules/esm/module_job:320:5)',
	'    at async ModuleLoader.import (node:internal/modules/esm/loader:606:24)',
	'    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)'
].join('\n');

function missingExportError(
	name: string,
	specifier: string,
	commonJs: boolean,
	place: { file: string; line: number; column: number }
): SyntaxError {
	const message = commonJs
		? `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not ` +
			'support all module.exports as named exports.\nCommonJS modules can always be imported via the default ' +
			`export, for example using:\n\nimport pkg from '${specifier}';\nconst { ${name} } = pkg;\n`
		: `The requested module '${specifier}' does not provide an export named '${name}'`;
	const error = new SyntaxError(message);
	error.stack = `SyntaxError: ${message}\n${LINK_FRAMES}`;
	placeSyntaxError(error, place, name.length);
	return error;
}

/** sucrase's complaint as a SyntaxError with its place. */
function typescriptError(error: unknown, file: string): unknown {
	const { loc, message } = error as { loc?: { line: number; column: number }; message?: string };
	if (!loc) return error;
	const text = (message ?? '').replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, '');
	const explained = new SyntaxError(text);
	placeSyntaxError(explained, { file, line: loc.line, column: loc.column });
	return explained;
}

function circular(path: string, trail: readonly string[]): Error {
	const names = [...trail, path].map((file) => file.slice(file.lastIndexOf('/') + 1));
	return new Error(`Modules that import each other in a circle don't run here: ${names.join(' → ')}`);
}
