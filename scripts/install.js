/** Brings node_modules to what package-lock.json asks for, when it isn't there already. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './command.js';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * Packages that the lock file wants and npm's own note of the installed ones doesn't have in that version. Optional
 * ones are left to npm: which of them belong here depends on the machine.
 * @param {Lock} wanted package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json
 */
export function outdatedPackages(wanted, installed) {
	return Object.entries(wanted.packages ?? {})
		.filter(([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional)
		.filter(([path, { version }]) => installed?.packages?.[path]?.version !== version)
		.map(([path]) => path);
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function readLock(path) {
	try {
		return JSON.parse(readFileSync(join(root, path), 'utf8'));
	} catch {
		return null;
	}
}

/** @returns {boolean} whether node_modules is as package-lock.json wants it */
export function isInstalled() {
	const wanted = readLock('package-lock.json');
	return (
		wanted !== null && outdatedPackages(wanted, readLock('node_modules/.package-lock.json')).length === 0
	);
}

/** @returns {Promise<number>} npm's exit code; 0 when there was nothing to do */
export async function install() {
	if (isInstalled()) return 0;
	const quietly = ['--no-audit', '--no-fund'];
	// Versions of npm differ in what they find lacking in a lock file; `install` makes do with any.
	return (await npm(['ci', ...quietly])) && npm(['install', '--no-save', ...quietly]);
}
