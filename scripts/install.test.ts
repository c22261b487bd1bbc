import { expect, test } from 'vitest';
import { outdatedPackages } from './install.js';

const lock = {
	packages: {
		'': { version: '0.1.0' },
		'node_modules/vite': { version: '8.3.8' },
		'node_modules/svelte': { version: '5.57.3' },
		'node_modules/fsevents': { version: '2.3.3', optional: true }
	}
};

test('everything is missing before the first install', () => {
	expect(outdatedPackages(lock, null)).toEqual(['node_modules/vite', 'node_modules/svelte']);
});

test('a package of another version is out of date', () => {
	const installed = { packages: { ...lock.packages, 'node_modules/svelte': { version: '5.0.0' } } };
	expect(outdatedPackages(lock, installed)).toEqual(['node_modules/svelte']);
});

test('what only other machines need may be missing', () => {
	const { 'node_modules/fsevents': _, ...packages } = lock.packages;
	expect(outdatedPackages(lock, { packages })).toEqual([]);
});
