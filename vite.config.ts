import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	worker: { format: 'es' },
	test: {
		include: ['{src,lessons,scripts,tests/conformance}/**/*.test.ts'],
		environment: 'node'
	}
});
