/** `node:path`, POSIX. */
import { invalidArgType } from '../errors/node-error';

export const sep = '/';
export const delimiter = ':';

function check(path: unknown, name = 'path'): asserts path is string {
	if (typeof path !== 'string') throw invalidArgType(name, 'of type string', path);
}

export function isAbsolute(path: string): boolean {
	check(path);
	return path.startsWith('/');
}

export function normalize(path: string): string {
	check(path);
	if (path === '') return '.';
	const absolute = path.startsWith('/');
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
		else if (!absolute) parts.push('..');
	}
	const joined = parts.join('/') + (parts.length > 0 && path.endsWith('/') ? '/' : '');
	return absolute ? `/${joined}` : joined || (path.endsWith('/') ? './' : '.');
}

export function join(...paths: string[]): string {
	for (const path of paths) check(path);
	const joined = paths.filter((path) => path !== '').join('/');
	return joined === '' ? '.' : normalize(joined);
}

export function resolve(...paths: string[]): string {
	let path = '';
	for (const [index, part] of [...paths].reverse().entries()) {
		check(part, `paths[${paths.length - 1 - index}]`);
		if (part !== '') path = path === '' ? part : `${part}/${path}`;
		if (path.startsWith('/')) break;
	}
	if (!path.startsWith('/')) path = `/home/learner/${path}`;
	const normal = normalize(path);
	return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

function trimmed(path: string): string {
	return path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
}

export function dirname(path: string): string {
	check(path);
	if (path === '') return '.';
	const bare = trimmed(path);
	const slash = bare.lastIndexOf('/');
	if (slash < 0) return '.';
	if (slash === 0) return '/';
	return slash === 1 && bare.startsWith('/') ? '//' : bare.slice(0, slash);
}

export function basename(path: string, suffix = ''): string {
	check(path);
	const bare = trimmed(path);
	const name = bare.slice(bare.lastIndexOf('/') + 1);
	// Node's own oddity: nothing but slashes is handed back whole when a suffix that would fit is asked for.
	if (bare === '/' && suffix !== '' && suffix !== path && suffix.length <= path.length) return path;
	return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

export function extname(path: string): string {
	const name = basename(path);
	const dot = name.lastIndexOf('.');
	return dot <= 0 || name === '..' ? '' : name.slice(dot);
}

export function relative(from: string, to: string): string {
	const start = resolve(from).split('/').filter(Boolean);
	const end = resolve(to).split('/').filter(Boolean);
	let shared = 0;
	while (shared < start.length && start[shared] === end[shared]) shared++;
	return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
}

interface Parsed {
	root: string;
	dir: string;
	base: string;
	ext: string;
	name: string;
}

export function parse(path: string): Parsed {
	const base = basename(path);
	const bare = trimmed(path);
	// Node's own oddity: only directly under the root is `..` taken for a name that ends in a dot.
	const ext = bare === '/..' ? '.' : extname(path);
	const root = isAbsolute(path) ? '/' : '';
	const dir = bare.slice(0, Math.max(bare.lastIndexOf('/'), root.length));
	return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
}

export function format({ root = '', dir, base, ext = '', name = '' }: Partial<Parsed>): string {
	const last = base ?? name + (ext && !ext.startsWith('.') ? `.${ext}` : ext);
	const folder = dir ?? root;
	if (!folder) return last;
	return folder === root ? folder + last : `${folder}/${last}`;
}

export function toNamespacedPath(path: string): string {
	return path;
}

const posix = {
	sep,
	delimiter,
	resolve,
	normalize,
	isAbsolute,
	join,
	relative,
	toNamespacedPath,
	dirname,
	basename,
	extname,
	format,
	parse
};
const path = Object.assign(posix, { posix, win32: posix });

export { posix };
export default path;
