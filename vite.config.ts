import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { crossOriginIsolation } from './scripts/isolation.js';
import { programWorker } from './scripts/program-worker.js';
import { pythonLibraryAddress } from './scripts/python-library.js';
import { pythonProgramWorker } from './scripts/python-program-worker.js';

export default defineConfig({
	plugins: [
		crossOriginIsolation(),
		sveltekit(),
		programWorker(),
		pythonProgramWorker(),
		pythonLibraryAddress()
	],
	worker: { format: 'es' },
	test: {
		include: ['{src,lessons,scripts,tests/conformance,tests/python,tests/lessons}/**/*.test.ts'],
		environment: 'node',
		// By default one core is left to whoever watches; here nobody does.
		maxWorkers: '100%',
		// The engine has no state outside its objects, and loading it anew for each file costs as much as its tests.
		isolate: false,
		// Against hanging only: a loaded machine may be many times slower than a quiet one.
		testTimeout: 120_000,
		hookTimeout: 120_000
	}
});
