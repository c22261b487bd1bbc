/**
 * A program's own files: the workspace's programs and whatever it writes, in memory and gone with it. Paths are those
 * of the program; errors are Node's, with Linux's numbers.
 */
import { HOME } from '../realm';
import { dirname, resolve } from './path';

const ERRORS = {
	EPERM: [-1, 'operation not permitted'],
	ENOENT: [-2, 'no such file or directory'],
	EBADF: [-9, 'bad file descriptor'],
	EEXIST: [-17, 'file already exists'],
	ENOTDIR: [-20, 'not a directory'],
	EISDIR: [-21, 'illegal operation on a directory'],
	ENOTEMPTY: [-39, 'directory not empty']
} as const;

/** What Node throws when a system call fails. */
export function failure(code: keyof typeof ERRORS, syscall: string, path?: string, dest?: string): Error {
	const [errno, text] = ERRORS[code];
	const where = (path === undefined ? '' : ` '${path}'`) + (dest === undefined ? '' : ` -> '${dest}'`);
	const error = new Error(`${code}: ${text}, ${syscall}${where}`);
	return Object.assign(
		error,
		{ errno, code, syscall },
		path !== undefined && { path },
		dest !== undefined && { dest }
	);
}

/** One file, or a folder, which has no bytes. */
interface Entry {
	bytes: Uint8Array | null;
	/** Milliseconds since 1970. */
	changed: number;
}

const entries = new Map<string, Entry>();

const now = (): number => Date.now();

/** Puts the programs of the workspace where programs find them. */
export function furnish(files: readonly { readonly file: string; readonly source: string }[]): void {
	entries.clear();
	for (const folder of ['/', dirname(HOME), HOME, '/tmp']) entries.set(folder, { bytes: null, changed: 0 });
	for (const { file, source } of files)
		entries.set(`${HOME}/${file}`, { bytes: new TextEncoder().encode(source), changed: 0 });
}

const place = (path: string): string => resolve(path);

/** What is there; undefined when nothing is. */
export const entryAt = (path: string): Readonly<Entry> | undefined => entries.get(place(path));

function existing(path: string, syscall: string, dest?: string): Entry {
	const entry = entries.get(place(path));
	if (!entry) throw failure('ENOENT', syscall, path, dest);
	return entry;
}

function requireFolderOf(path: string, syscall: string, dest?: string): void {
	const folder = entries.get(dirname(place(dest ?? path)));
	if (!folder) throw failure('ENOENT', syscall, path, dest);
	if (folder.bytes) throw failure('ENOTDIR', syscall, path, dest);
}

export function read(path: string): Uint8Array {
	const { bytes } = existing(path, 'open');
	if (!bytes) throw failure('EISDIR', 'read');
	return bytes;
}

/** How a file is opened: `r`, `w`, `a`, with `x` (it must be new) and `+`. */
export function open(path: string, flags: string): void {
	const entry = entries.get(place(path));
	if (!entry && flags.startsWith('r')) throw failure('ENOENT', 'open', path);
	if (entry && flags.includes('x')) throw failure('EEXIST', 'open', path);
	if (entry && !entry.bytes && flags !== 'r') throw failure('EISDIR', 'open', path);
	requireFolderOf(path, 'open');
	if (!entry || flags.startsWith('w')) entries.set(place(path), { bytes: new Uint8Array(), changed: now() });
}

/** Adds bytes at the end of a file that is there. */
export function append(path: string, bytes: Uint8Array): void {
	const entry = existing(path, 'open');
	const before = entry.bytes ?? new Uint8Array();
	const after = new Uint8Array(before.length + bytes.length);
	after.set(before);
	after.set(bytes, before.length);
	Object.assign(entry, { bytes: after, changed: now() });
}

export function truncate(path: string, length: number): void {
	const entry = existing(path, 'open');
	if (!entry.bytes) throw failure('EISDIR', 'open', path);
	const bytes = new Uint8Array(length);
	bytes.set(entry.bytes.subarray(0, length));
	Object.assign(entry, { bytes, changed: now() });
}

/** The names in a folder, sorted. */
export function list(path: string): string[] {
	if (existing(path, 'scandir').bytes) throw failure('ENOTDIR', 'scandir', path);
	const folder = place(path);
	return [...entries.keys()]
		.filter((name) => name !== folder && dirname(name) === folder)
		.map((name) => name.slice(folder === '/' ? 1 : folder.length + 1))
		.sort();
}

export function makeFolder(path: string): void {
	if (entries.has(place(path))) throw failure('EEXIST', 'mkdir', path);
	requireFolderOf(path, 'mkdir');
	entries.set(place(path), { bytes: null, changed: now() });
}

export function unlink(path: string): void {
	if (!existing(path, 'unlink').bytes) throw failure('EISDIR', 'unlink', path);
	entries.delete(place(path));
}

export function removeFolder(path: string): void {
	if (existing(path, 'rmdir').bytes) throw failure('ENOTDIR', 'rmdir', path);
	if (list(path).length > 0) throw failure('ENOTEMPTY', 'rmdir', path);
	entries.delete(place(path));
}

/** Removes a file, or a folder with all that is in it. */
export function removeAll(path: string): void {
	const top = place(path);
	for (const name of [...entries.keys()])
		if (name === top || name.startsWith(`${top}/`)) entries.delete(name);
}

export function rename(from: string, to: string): void {
	existing(from, 'rename', to);
	requireFolderOf(from, 'rename', to);
	const [top, target] = [place(from), place(to)];
	for (const [name, entry] of [...entries]) {
		if (name !== top && !name.startsWith(`${top}/`)) continue;
		entries.delete(name);
		entries.set(target + name.slice(top.length), entry);
	}
}

export function copy(from: string, to: string): void {
	const { bytes } = existing(from, 'copyfile', to);
	if (!bytes) throw failure('EISDIR', 'copyfile', from, to);
	requireFolderOf(from, 'copyfile', to);
	entries.set(place(to), { bytes, changed: now() });
}
