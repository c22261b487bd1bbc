/** Node's rules for what a specifier means: for `require` and for `import`. Pure. */
import { dirname, join, resolve } from '../node/path';
import { nodeError, withFrames } from '../errors/node-error';
import type { Workspace } from './workspace';

export type Resolved =
	{ readonly kind: 'builtin'; readonly name: string } | { readonly kind: 'file'; readonly path: string };

/** Asked only whether it has a name. */
type Builtins = Pick<ReadonlySet<string>, 'has'>;

const isTypeScript = (path: string): boolean => /\.[mc]?ts$/.test(path);
const isRelative = (specifier: string): boolean => /^\.{0,2}\/|^\.{1,2}$/.test(specifier);

/** What the module kinds' names are by, without `node:`. */
function builtin(specifier: string, builtins: Builtins): Resolved | null {
	const name = specifier.replace(/^node:/, '');
	if (builtins.has(name)) return { kind: 'builtin', name };
	if (specifier.startsWith('node:')) {
		throw nodeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
	}
	return null;
}

/** The first of a file's possible names that exists. TypeScript may leave out the ending, or write `.js` for it. */
function candidates(path: string, importer: string, guess: boolean): string[] {
	const names = [path];
	if (isTypeScript(importer)) names.push(path.replace(/\.([mc]?)js$/, '.$1ts'), `${path}.ts`);
	if (guess) names.push(`${path}.js`, `${path}.json`, `${path}/index.js`);
	return names;
}

/** `require(specifier)` in the file `importer`; `stack` lists the requiring files, innermost first. */
export function resolveRequire(
	specifier: string,
	importer: string,
	stack: readonly string[],
	workspace: Workspace,
	builtins: Builtins
): Resolved {
	const native = builtin(specifier, builtins);
	if (native) return native;
	const path = isRelative(specifier)
		? candidates(resolve(dirname(importer), specifier), importer, true).find((file) => workspace.has(file))
		: packageFile(specifier, workspace);
	if (path !== undefined) return { kind: 'file', path };
	throw cannotFindModule(specifier, stack);
}

function cannotFindModule(specifier: string, stack: readonly string[]): Error {
	const trail = stack.length > 0 ? `\nRequire stack:\n- ${stack.join('\n- ')}` : '';
	const error = new Error(`Cannot find module '${specifier}'${trail}`);
	Error.captureStackTrace?.(error, cannotFindModule);
	return Object.assign(error, { code: 'MODULE_NOT_FOUND', requireStack: [...stack] });
}

/** The file that a package's name, or a path below it, leads to. */
function packageFile(specifier: string, workspace: Workspace): string | undefined {
	const [name, ...rest] = specifier.split('/');
	const folder = `/home/learner/node_modules/${name}`;
	const manifest = `${folder}/package.json`;
	if (!name || !workspace.has(manifest)) return undefined;
	const { exports, main } = JSON.parse(workspace.read(manifest)) as Manifest;
	const entry = rest.length === 0 ? '.' : `./${rest.join('/')}`;
	if (!exports) return join(folder, entry === '.' ? (main ?? 'index.js') : entry);
	const target = exports[entry];
	if (target) return join(folder, target.default);
	throw nodeError(
		Error,
		'ERR_PACKAGE_PATH_NOT_EXPORTED',
		`Package subpath '${entry}' is not defined by "exports" in ${manifest}`
	);
}

interface Manifest {
	readonly main?: string;
	readonly exports?: Readonly<Record<string, { readonly default: string }>>;
}

/** `import` of `specifier` in the file `importer`. */
export function resolveImport(
	specifier: string,
	importer: string,
	workspace: Workspace,
	builtins: Builtins
): Resolved {
	const native = builtin(specifier, builtins);
	if (native) return native;
	if (isRelative(specifier) || specifier.startsWith('file:'))
		return importedFile(specifier, importer, workspace);
	const path = packageFile(specifier, workspace);
	if (path !== undefined) return { kind: 'file', path };
	throw notFound(
		`Cannot find package '${specifier.split('/')[0]}' imported from ${importer}`,
		PACKAGE_FRAMES
	);
}

function importedFile(specifier: string, importer: string, workspace: Workspace): Resolved {
	const path = specifier.startsWith('file:')
		? decodeURIComponent(new URL(specifier).pathname)
		: resolve(dirname(importer), specifier);
	const found = candidates(path, importer, false).find((file) => workspace.has(file));
	if (found !== undefined) return { kind: 'file', path: found };
	const error = notFound(`Cannot find module '${path}' imported from ${importer}`, FILE_FRAMES);
	throw Object.assign(error, { url: `file://${path}` });
}

const LOADER_FRAMES = [
	'defaultResolve (node:internal/modules/esm/resolve:1188:11)',
	'ModuleLoader.defaultResolve (node:internal/modules/esm/loader:708:12)',
	'#cachedDefaultResolve (node:internal/modules/esm/loader:657:25)',
	'ModuleLoader.resolve (node:internal/modules/esm/loader:640:38)',
	'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:264:38)',
	'ModuleJob._link (node:internal/modules/esm/module_job:168:49)'
];
const PACKAGE_FRAMES = [
	'packageResolve (node:internal/modules/esm/resolve:873:9)',
	'moduleResolve (node:internal/modules/esm/resolve:946:18)',
	...LOADER_FRAMES
];
const FILE_FRAMES = [
	'finalizeResolution (node:internal/modules/esm/resolve:283:11)',
	'moduleResolve (node:internal/modules/esm/resolve:952:10)',
	...LOADER_FRAMES
];

function notFound(message: string, frames: readonly string[]): Error {
	const code = 'ERR_MODULE_NOT_FOUND';
	const error = new Error(message);
	error.name = `Error [${code}]`;
	withFrames(error, ...frames);
	delete (error as { name?: string }).name;
	return Object.assign(error, { code });
}
