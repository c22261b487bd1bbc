/**
 * `npm start`: from a fresh clone to the site in the browser. Installs and builds what is missing or out of date,
 * then serves the built site until Ctrl+C.
 *
 *     npm start -- --port 8080 --host 0.0.0.0
 */
import './node-version.js';
import util from 'node:util';
import { buildIfNeeded } from './build.js';
import { root } from './command.js';
import { install, isInstalled } from './install.js';

const { values: options } = util.parseArgs({
	options: {
		/** The next free one when it is taken. */
		port: { type: 'string', default: '4173' },
		host: { type: 'string', default: 'localhost' }
	}
});

/** @param {number} code */
function succeed(code) {
	if (code !== 0) process.exit(code);
}

if (!isInstalled()) {
	console.log('Installing what Warren is built with (once) …');
	succeed(await install());
}
succeed(await buildIfNeeded(() => console.log('Building the site …')));

const { preview } = await import('vite');
const { port, host } = options;
process.chdir(root);
const server = await preview({ logLevel: 'error', preview: { port: Number(port), host } });
const urls = server.resolvedUrls;
console.log(`Warren is at ${urls?.local[0] ?? urls?.network[0]} (Ctrl+C stops it)`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.once(signal, async () => {
		await server.close();
		process.exit(0);
	});
}
