/**
 * Bundles the worker of Python programs (pyodide's JavaScript and our bridge) into one script, and gives its text to
 * the page as `virtual:program-worker/python`. The interpreter's WebAssembly and its library are no part of it: the
 * page fetches those as files. `virtual:program-worker/python-post` is the worker that stands beside it where
 * programs block.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { virtual } from './program-worker.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const workers = join(root, 'src/lib/workers');
const runtime = join(root, 'src/lib/programs/python');

/**
 * pyodide looks for its WebAssembly beside itself; a bundler must not follow it there.
 * @type {import('vite').Plugin}
 */
const withoutLocation = {
	name: 'pyodide-without-location',
	enforce: 'pre',
	transform(code, id) {
		if (/[\\/]pyodide\.asm\.mjs$/.test(id))
			return code.replaceAll('import.meta.url', '"https://pyodide.invalid/"');
	}
};

/**
 * A sandboxed document can only make classic workers, in which pyodide refuses to run because it would import
 * scripts in the modules' way. It needs none, and takes a worker that can import nothing for a modern one.
 */
const WITHOUT_IMPORTS = 'self.importScripts = undefined;';

/** @param {string} name of the worker's file */
async function bundle(name) {
	const result = await build({
		configFile: false,
		root,
		logLevel: 'error',
		plugins: [withoutLocation],
		build: {
			write: false,
			target: 'esnext',
			lib: {
				entry: join(workers, `${name}.ts`),
				formats: ['iife'],
				name: 'program',
				fileName: () => `${name}.js`
			},
			rolldownOptions: { external: [/^node:/, 'ws'], output: { codeSplitting: false } }
		}
	});
	const [bundle] = [result].flat();
	if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
	return `${WITHOUT_IMPORTS}\n${bundle.output[0].code}\n//# sourceURL=${name}\n`;
}

/**
 * The module that has a worker's text. The bundle is made once, and again in development when a file of it changes.
 * @param {string} module
 * @param {string} name of the worker's file
 */
function worker(module, name) {
	/** @type {string | undefined} */
	let text;
	return {
		...virtual(module, async function () {
			for (const file of await readdir(runtime, { recursive: true, withFileTypes: true })) {
				if (file.isFile()) this.addWatchFile(join(file.parentPath, file.name));
			}
			return (text ??= await bundle(name));
		}),
		/** @param {string} file */
		watchChange(file) {
			if (file.startsWith(runtime) || file.startsWith(join(workers, name))) text = undefined;
		}
	};
}

/** Vite's plugins. */
export const pythonProgramWorker = () => [
	worker('virtual:program-worker/python', 'python-program'),
	worker('virtual:program-worker/python-post', 'python-post')
];
