import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { programWorker } from '../../../scripts/program-worker.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Serves the harness page with the repository's sources, without the site around them. */
export default defineConfig({
	root: here('.'),
	publicDir: here('../../../static'),
	plugins: [programWorker()],
	resolve: { alias: { '$app/paths': here('./paths.ts') } },
	optimizeDeps: { noDiscovery: true },
	server: { fs: { allow: [here('../../..')] } }
});
