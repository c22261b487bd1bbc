/**
 * The library that Python boots from, for the page as the address `virtual:python-library`. pyodide ships Python's
 * library as sources, which every interpreter would compile anew when it boots: most of the time that takes. Ours has
 * bytecode for what every program needs, made here by the interpreter that will read it, and our own packages too.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const packages = join(root, 'src/lib/programs/python');
const cache = join(root, 'node_modules/.cache/warren');
const recipe = join(here, 'python-library.py');

/** The Python files of our packages. */
function sources() {
	const files = readdirSync(packages, { recursive: true, encoding: 'utf8' });
	return files.filter((file) => file.endsWith('.py')).map((file) => join(packages, file));
}

/** Names what the library is made of. */
function fingerprint() {
	const hash = createHash('sha256');
	const pyodide = join(root, 'node_modules/pyodide/package.json');
	for (const file of [pyodide, fileURLToPath(import.meta.url), recipe, ...sources().sort()])
		hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
	return hash.digest('hex').slice(0, 16);
}

/**
 * Path of the library's file, which is made in a process of its own when there is none yet.
 * @returns {Promise<string>}
 */
export async function pythonLibrary() {
	const file = join(cache, `python-library-${fingerprint()}.zip`);
	if (!existsSync(file)) await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), file]);
	return file;
}

/** Vite's plugin. */
export function pythonLibraryAddress() {
	const name = 'virtual:python-library';
	return {
		name,
		/** @param {string} source */
		resolveId: (source) => (source === name ? `\0${name}` : undefined),
		/** @this {import('vite').Rolldown.PluginContext} @param {string} id */
		async load(id) {
			if (id !== `\0${name}`) return;
			for (const file of sources()) this.addWatchFile(file);
			const path = (await pythonLibrary()).replaceAll('\\', '/');
			return `export { default } from ${JSON.stringify(`${path}?url`)};`;
		}
	};
}

/** @param {string} file */
async function make(file) {
	const { loadPyodide } = await import('pyodide');
	// The order of names in sets goes into bytecode.
	const python = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
	python.mountNodeFS('/ours', packages);
	python.runPython(readFileSync(recipe, 'utf8'));
	mkdirSync(cache, { recursive: true });
	// Others may be making the same file: each makes its own, and the last puts the same bytes in place once more.
	const own = `${file}.${process.pid}`;
	writeFileSync(own, python.FS.readFile('/library.zip'));
	renameSync(own, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await make(/** @type {string} */ (process.argv[2]));
