/** CPython in Node with our `pika`, for tests that need no world. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPyodide } from 'pyodide';

const packages = fileURLToPath(new URL('../../src/lib/programs/python/', import.meta.url));

export interface Python {
	/** Runs a module; answers what it printed. */
	run(source: string): string;
}

/** An interpreter that can import our `pika`. */
export async function pythonWithPika(): Promise<Python> {
	let printed = '';
	const python = await loadPyodide({ stdout: (line) => (printed += `${line}\n`) });
	for (const file of readdirSync(join(packages, 'pika'), { recursive: true, encoding: 'utf8' })) {
		if (!file.endsWith('.py')) continue;
		const path = `/lib/python3.14/site-packages/pika/${file.replaceAll('\\', '/')}`;
		python.FS.mkdirTree(dirname(path));
		python.FS.writeFile(path, readFileSync(join(packages, 'pika', file), 'utf8'));
	}
	return {
		run(source) {
			printed = '';
			python.runPython(source);
			return printed;
		}
	};
}
