/** CPython in Node with our `pika`, for tests that need no world. */
import { loadPyodide } from 'pyodide';
import { pythonLibrary } from '../../scripts/python-library.js';

export interface Python {
	/** Runs a module; answers what it printed. */
	run(source: string): string;
}

/** An interpreter that can import our `pika`. */
export async function pythonWithPika(): Promise<Python> {
	let printed = '';
	const python = await loadPyodide({
		stdLibURL: await pythonLibrary(),
		stdout: (line) => (printed += `${line}\n`)
	});
	return {
		run(source) {
			printed = '';
			python.runPython(source);
			return printed;
		}
	};
}
