/** Loads our TypeScript into Node, also on a fresh checkout, where SvelteKit has written no tsconfig to extend yet. */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './command.js';

/**
 * @template Module
 * @param {string} file path below the project's folder
 * @returns {Promise<Module>} what the file exports
 */
export async function importTypeScript(file) {
	const { module } = await runnerImport(join(root, file), {
		root,
		configFile: false,
		logLevel: 'error',
		oxc: { tsconfig: false },
		resolve: { alias: { $lib: join(root, 'src/lib') } }
	});
	return /** @type {Module} */ (module);
}
