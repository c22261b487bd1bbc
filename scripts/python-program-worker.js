/**
 * Bundles the worker of Python programs (pyodide's JavaScript and our bridge) into one script, and gives its text to
 * the page as `virtual:program-worker/python`. The interpreter's WebAssembly and its library are no part of it: the
 * page fetches those as files.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { virtual } from './program-worker.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entry = join(root, 'src/lib/workers/python-program.ts');
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

async function bundle() {
	const result = await build({
		configFile: false,
		root,
		logLevel: 'error',
		plugins: [withoutLocation],
		build: {
			write: false,
			target: 'esnext',
			lib: { entry, formats: ['iife'], name: 'program', fileName: () => 'python-program.js' },
			rolldownOptions: { external: [/^node:/, 'ws'], output: { codeSplitting: false } }
		}
	});
	const [bundle] = [result].flat();
	if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
	return `${WITHOUT_IMPORTS}\n${bundle.output[0].code}\n//# sourceURL=python-program\n`;
}

/** Vite's plugin. The bundle is made once, and again in development when a file of it changes. */
export function pythonProgramWorker() {
	/** @type {string | undefined} */
	let text;
	return {
		...virtual('virtual:program-worker/python', async function () {
			for (const file of await readdir(runtime, { recursive: true, withFileTypes: true })) {
				if (file.isFile()) this.addWatchFile(join(file.parentPath, file.name));
			}
			return (text ??= await bundle());
		}),
		/** @param {string} file */
		watchChange(file) {
			if (file.startsWith(runtime) || file === entry) text = undefined;
		}
	};
}
