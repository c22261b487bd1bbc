/** Builds the site when what it is made of has changed since it was last built. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './command.js';

/** Everything the built site depends on. */
const SOURCES = [
	'src',
	'static',
	'lessons',
	'scripts',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

/** Beside the output of the build that it vouches for. */
const STAMP = '.svelte-kit/output/warren-sources';

/**
 * @param {string} path
 * @returns {string[]} files at or below it, sorted; tests are no part of the site
 */
function filesOf(path) {
	const full = join(root, path);
	if (!existsSync(full)) return [];
	if (!statSync(full).isDirectory()) return [path];
	return readdirSync(full, { withFileTypes: true })
		.map(({ name }) => name)
		.filter((name) => name !== 'node_modules' && !/\.test\.[jt]s$/.test(name))
		.sort()
		.flatMap((name) => filesOf(`${path}/${name}`));
}

/** A digest of all sources and of where the site will be. Contents count, not times: a fresh checkout is no change. */
function fingerprint() {
	const hash = createHash('sha256').update(
		`${process.env.BASE_PATH ?? ''}\0${process.env.SITE_ORIGIN ?? ''}`
	);
	for (const file of SOURCES.flatMap(filesOf)) {
		hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
	}
	return hash.digest('hex');
}

/** @param {string} sources */
function isBuilt(sources) {
	const stamp = join(root, STAMP);
	return existsSync(join(root, 'build')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/**
 * @param {() => void} [announce] called before a build that takes a while
 * @returns {Promise<number>} the build's exit code; 0 when there was nothing to do
 */
export async function buildIfNeeded(announce = () => {}) {
	const sources = fingerprint();
	if (isBuilt(sources)) return 0;
	announce();
	// Only what went wrong; `npm run build` says the rest.
	const code = await tool('vite/bin/vite.js', ['build', '--logLevel', 'error'], {
		stdio: ['inherit', 'ignore', 'inherit']
	});
	if (code === 0) writeFileSync(join(root, STAMP), sources);
	return code;
}
