import { defineConfig } from 'vite';
import { programWorker } from '../../../scripts/program-worker.js';

/** Serves the harness page with the repository's sources. */
export default defineConfig({
	root: import.meta.dirname,
	plugins: [programWorker()],
	server: { fs: { allow: ['../../..'] } }
});
