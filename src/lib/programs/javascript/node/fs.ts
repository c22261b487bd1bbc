/** `node:fs` on a machine with no files: what asks for one hears ENOENT, what makes one hears EROFS. */
import { Buffer } from './buffer';
import { output } from '../realm';
import { process } from './process';

type Callback = (error: Error | null, value?: unknown) => void;

function failure(code: 'ENOENT' | 'EROFS' | 'EBADF', syscall: string, path?: unknown): Error {
	const [errno, text] = {
		ENOENT: [-2, 'no such file or directory'],
		EROFS: [-30, 'read-only file system'],
		EBADF: [-9, 'bad file descriptor']
	}[code] as [number, string];
	const where = path === undefined ? '' : ` '${String(path)}'`;
	const error = new Error(`${code}: ${text}, ${syscall}${where}`);
	return Object.assign(error, { errno, code, syscall }, path === undefined ? {} : { path: String(path) });
}

/** System calls by the functions that make them. */
const READING = {
	access: 'access',
	lstat: 'lstat',
	open: 'open',
	opendir: 'opendir',
	readFile: 'open',
	readdir: 'scandir',
	readlink: 'readlink',
	realpath: 'lstat',
	rm: 'rm',
	rmdir: 'rmdir',
	stat: 'stat',
	unlink: 'unlink'
} as const;
const WRITING = {
	appendFile: 'open',
	copyFile: 'copyfile',
	mkdir: 'mkdir',
	mkdtemp: 'mkdtemp',
	rename: 'rename',
	symlink: 'symlink',
	truncate: 'open',
	writeFile: 'open'
} as const;

type Call = (...args: unknown[]) => unknown;
const sync: Record<string, Call> = {};
const callbacks: Record<string, Call> = {};
const promised: Record<string, Call> = {};

function provide(calls: Record<string, string>, code: 'ENOENT' | 'EROFS'): void {
	for (const [name, syscall] of Object.entries(calls)) {
		sync[`${name}Sync`] = (path) => {
			throw failure(code, syscall, path);
		};
		callbacks[name] = (path, ...rest) => {
			const callback = rest.at(-1) as Callback;
			process.nextTick(() => callback(failure(code, syscall, path)));
		};
		promised[name] = (path) => Promise.reject(failure(code, syscall, path));
	}
}
provide(READING, 'ENOENT');
provide(WRITING, 'EROFS');

/** Standard output and error are the only files there are. */
function writeSync(fd: number, data: string | Uint8Array): number {
	if (fd !== 1 && fd !== 2) throw failure('EBADF', 'write');
	const bytes = Buffer.from(data as string);
	output.write(fd === 1 ? 'stdout' : 'stderr', bytes.toString());
	return bytes.length;
}

const fs = {
	...sync,
	...callbacks,
	writeSync,
	write(fd: number, data: string, ...rest: unknown[]): void {
		const written = writeSync(fd, data);
		process.nextTick(() => (rest.at(-1) as Callback)(null, written));
	},
	existsSync: () => false,
	exists: (_path: unknown, callback: (exists: boolean) => void) => process.nextTick(() => callback(false)),
	fsyncSync(): void {},
	closeSync(): void {},
	constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
	promises: promised
};

export { promised as promises };
export default fs;
