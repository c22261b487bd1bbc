/**
 * `npm run bench [-- NAME …]`: measures, one file of tests/bench at a time, each in a process of its own. TypeScript is
 * bundled first, as the site's is, so that what is measured is what runs.
 */
import './node-version.js';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, parse } from 'node:path';
import { build } from 'vite';
import { root, run, tool } from './command.js';

const folder = join(root, 'tests/bench');
const files = readdirSync(folder).filter((file) => /\.[jt]s$/.test(file));
const wanted = process.argv.slice(2);
for (const name of wanted)
	if (!files.some((file) => parse(file).name === name)) {
		console.error(`There is no ${name}; there are ${files.map((file) => parse(file).name).join(', ')}.`);
		process.exit(1);
	}

// Bundling reads the tsconfig that SvelteKit writes.
if ((await tool('@sveltejs/kit/svelte-kit.js', ['sync'])) !== 0) process.exit(1);

console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
let failed = false;
for (const file of files) {
	const { name, ext } = parse(file);
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const script = ext === '.ts' ? await bundled(file) : join(folder, file);
	console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}`);
	failed = (await run(process.execPath, ['--expose-gc', script])) !== 0 || failed;
}
process.exit(failed ? 1 : 0);

/** @param {string} file */
async function bundled(file) {
	const outDir = join(root, 'node_modules/.cache/bench');
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		build: { ssr: join(folder, file), outDir, emptyOutDir: false, minify: false, target: 'node20' }
	});
	return join(outDir, `${parse(file).name}.js`);
}
