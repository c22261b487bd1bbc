import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { programWorker } from '../../../scripts/program-worker.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the harness page from the repository's sources, without the site around them. */
export default defineConfig({
	root: here('.'),
	publicDir: here('../../../static'),
	plugins: [programWorker()],
	resolve: { alias: { '$app/paths': here('./paths.ts') } },
	// Python programs are started by the same module, but not here.
	build: { rolldownOptions: { external: /python\/interpreters/ } }
});
