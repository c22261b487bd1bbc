/** `node:fs` over the program's files in memory: in each function's three forms, synchronous, with a callback, promised. */
import { invalidArgType } from '../errors/node-error';
import { output } from '../realm';
import { Buffer } from './buffer';
import * as files from './files';
import { failure } from './files';
import { dirname, resolve } from './path';
import streams from './stream';
import { setImmediate } from './timers';

type Callback = (error: Error | null, value?: unknown) => void;
type Call = (...args: never[]) => unknown;
type Options = {
	encoding?: BufferEncoding | null;
	flag?: string;
	flags?: string;
	recursive?: boolean;
	force?: boolean;
	withFileTypes?: boolean;
	throwIfNoEntry?: boolean;
	highWaterMark?: number;
};
type Given = Options | BufferEncoding | null | undefined;

const optionsOf = (given: Given): Options =>
	typeof given === 'string' ? { encoding: given } : typeof given === 'object' ? (given ?? {}) : {};

function pathOf(path: unknown, name = 'path'): string {
	if (typeof path === 'string') return path;
	if (path instanceof URL) return decodeURIComponent(path.pathname);
	if (path instanceof Uint8Array) return Buffer.from(path).toString();
	throw invalidArgType(name, 'of type string or an instance of Buffer or URL', path);
}

function bytesOf(data: unknown, encoding?: BufferEncoding | null): Uint8Array {
	if (typeof data === 'string') return Buffer.from(data, encoding ?? 'utf8');
	if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	throw invalidArgType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

class Stats {
	readonly size: number;
	readonly mtimeMs: number;
	readonly mtime: Date;
	readonly birthtime: Date;
	readonly #folder: boolean;

	constructor(entry: { readonly bytes: Uint8Array | null; readonly changed: number }) {
		this.size = entry.bytes?.length ?? 4096;
		this.mtimeMs = entry.changed;
		this.mtime = this.birthtime = new Date(entry.changed);
		this.#folder = entry.bytes === null;
	}

	isFile(): boolean {
		return !this.#folder;
	}

	isDirectory(): boolean {
		return this.#folder;
	}

	isSymbolicLink(): boolean {
		return false;
	}
}

class Dirent {
	constructor(
		readonly name: string,
		readonly path: string
	) {}

	isFile(): boolean {
		return !this.isDirectory();
	}

	isDirectory(): boolean {
		return files.entryAt(`${this.path}/${this.name}`)?.bytes === null;
	}
}

const statBy =
	(syscall: string) =>
	(path: unknown, options?: Options): Stats | undefined => {
		const entry = files.entryAt(pathOf(path));
		if (entry) return new Stats(entry);
		if (options?.throwIfNoEntry === false) return undefined;
		throw failure('ENOENT', syscall, pathOf(path));
	};

function write(flag: string) {
	return (path: unknown, data: unknown, given?: Given): void => {
		const options = optionsOf(given);
		const bytes = bytesOf(data, options.encoding);
		const to = typeof path === 'number' ? opened(path, 'write') : pathOf(path);
		if (typeof path !== 'number') files.open(to, options.flag ?? flag);
		files.append(to, bytes);
	};
}

/** Makes a folder, with `recursive` and those above it; answers the first it made then. */
function mkdir(path: unknown, options?: Options): string | undefined {
	const name = pathOf(path);
	if (!options?.recursive) return void files.makeFolder(name);
	if (files.entryAt(name)?.bytes === null) return undefined;
	const above = files.entryAt(dirname(name)) ? undefined : mkdir(dirname(name), options);
	files.makeFolder(name);
	return above ?? name;
}

function rm(path: unknown, options: Options = {}): void {
	const name = pathOf(path);
	const entry = files.entryAt(name);
	if (!entry) {
		if (options.force) return;
		throw failure('ENOENT', 'lstat', name);
	}
	if (!entry.bytes && !options.recursive) {
		const message = `Path is a directory: rm returned EISDIR (is a directory) ${name}`;
		const error = Object.assign(new Error(message), {
			code: 'ERR_FS_EISDIR',
			errno: 21,
			syscall: 'rm',
			path: name
		});
		throw Object.assign(error, { name: 'SystemError' });
	}
	files.removeAll(name);
}

const calls: Record<string, Call> = {
	access: (path: unknown) => {
		if (!files.entryAt(pathOf(path))) throw failure('ENOENT', 'access', pathOf(path));
	},
	appendFile: write('a'),
	copyFile: (from: unknown, to: unknown) => files.copy(pathOf(from, 'src'), pathOf(to, 'dest')),
	lstat: statBy('lstat'),
	mkdir,
	mkdtemp: (prefix: string) => {
		const name = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, '0');
		files.makeFolder(name);
		return name;
	},
	readFile: (path: unknown, given?: Given) => {
		const { encoding } = optionsOf(given);
		const bytes = Buffer.from(files.read(pathOf(path)));
		return encoding ? bytes.toString(encoding) : bytes;
	},
	readdir: (path: unknown, given?: Given) => {
		const names = files.list(pathOf(path));
		return optionsOf(given).withFileTypes ? names.map((name) => new Dirent(name, pathOf(path))) : names;
	},
	realpath: (path: unknown) => {
		const name = resolve(pathOf(path));
		if (!files.entryAt(name)) throw failure('ENOENT', 'lstat', name);
		return name;
	},
	rename: (from: unknown, to: unknown) => files.rename(pathOf(from, 'oldPath'), pathOf(to, 'newPath')),
	rm,
	rmdir: (path: unknown) => files.removeFolder(pathOf(path)),
	stat: statBy('stat'),
	truncate: (path: unknown, length = 0) => files.truncate(pathOf(path), length),
	unlink: (path: unknown) => files.unlink(pathOf(path)),
	writeFile: write('w')
};

/** Paths of open files by their number; the first three are the terminal's. */
const open = new Map<number, string>();
const FIRST_FILE = 3;

function opened(fd: number, syscall: string): string {
	const path = open.get(fd);
	if (path === undefined) throw failure('EBADF', syscall);
	return path;
}

calls.open = (path: unknown, flags = 'r') => {
	files.open(pathOf(path), flags);
	let fd = FIRST_FILE;
	while (open.has(fd)) fd++;
	open.set(fd, pathOf(path));
	return fd;
};
calls.close = (fd: number) => {
	if (!open.delete(fd) && (fd < 0 || fd >= FIRST_FILE)) throw failure('EBADF', 'close');
};
calls.fsync = () => {};
calls.write = (fd: number, data: string | Uint8Array) => {
	const bytes = Buffer.from(data as string);
	if (fd === 1 || fd === 2) output.write(fd === 1 ? 'stdout' : 'stderr', bytes.toString());
	else files.append(opened(fd, 'write'), bytes);
	return bytes.length;
};

/** System calls that a function makes one after another, where it is not one. */
const STEPS: Readonly<Record<string, number>> = { readFile: 4, writeFile: 3, appendFile: 3 };

/** Runs `callback` when Node's thread pool would have done so many system calls. */
function after(steps: number, callback: () => void): void {
	setImmediate(steps > 1 ? () => after(steps - 1, callback) : callback);
}

const WITHOUT_PROMISE = new Set(['close', 'fsync', 'open', 'write']);
const sync: Record<string, Call> = {};
const callbacks: Record<string, Call> = {};
const promised: Record<string, Call> = {};

for (const [name, call] of Object.entries(calls) as [string, (...args: unknown[]) => unknown][]) {
	sync[`${name}Sync`] = call;
	callbacks[name] = (...args: unknown[]) => {
		const callback = args.pop() as Callback;
		try {
			const value = call(...args);
			after(STEPS[name] ?? 1, () => (value === undefined ? callback(null) : callback(null, value)));
		} catch (error) {
			if ((error as { code?: string }).code === 'ERR_INVALID_ARG_TYPE') throw error;
			setImmediate(() => callback(error as Error));
		}
	};
	if (!WITHOUT_PROMISE.has(name)) promised[name] = async (...args: unknown[]) => call(...args);
}

function createWriteStream(path: unknown, given?: Given) {
	const { flags = 'w', encoding } = optionsOf(given);
	const name = pathOf(path);
	const stream = new streams.Writable({
		defaultEncoding: encoding ?? 'utf8',
		construct(done) {
			setImmediate(() => {
				try {
					files.open(name, flags);
				} catch (error) {
					return done(error as Error);
				}
				done();
				stream.emit('open', FIRST_FILE);
				stream.emit('ready');
			});
		},
		write(chunk: Uint8Array, _encoding, done) {
			files.append(name, chunk);
			written.bytesWritten += chunk.length;
			setImmediate(() => done());
		}
	});
	const written = Object.assign(stream, { path: name, bytesWritten: 0 });
	return written;
}

function createReadStream(path: unknown, given?: Given) {
	const { encoding, highWaterMark = 65_536 } = optionsOf(given);
	const name = pathOf(path);
	let at = 0;
	const stream = new streams.Readable({
		highWaterMark,
		...(encoding && { encoding }),
		construct(done) {
			setImmediate(() => {
				try {
					files.open(name, 'r');
				} catch (error) {
					return done(error as Error);
				}
				done();
				stream.emit('open', FIRST_FILE);
				stream.emit('ready');
			});
		},
		read() {
			const chunk = files.read(name).subarray(at, at + highWaterMark);
			at += chunk.length;
			setImmediate(() => stream.push(chunk.length > 0 ? Buffer.from(chunk) : null));
		}
	});
	return Object.assign(stream, { path: name });
}

const fs = {
	...sync,
	...callbacks,
	existsSync: (path: unknown) => typeof path === 'string' && files.entryAt(path) !== undefined,
	exists: (path: string, callback: (exists: boolean) => void) =>
		setImmediate(() => callback(files.entryAt(path) !== undefined)),
	createReadStream,
	createWriteStream,
	Stats,
	Dirent,
	constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
	promises: promised
};

export { promised as promises };
export default fs;
