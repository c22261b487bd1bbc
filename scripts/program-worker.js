/**
 * Bundles the JavaScript runtime of learners' programs into one script, and gives its text to the page as
 * `virtual:program-worker/javascript`: the page hands it to the sandbox, which makes a worker of it.
 *
 * amqplib goes in as the files npm installed, unbundled: the runtime evaluates each under its own name, so that
 * stack traces, line numbers and `require` are as in Node.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const workerEntry = join(root, 'src/lib/workers/javascript-program.ts');
const runtime = join(root, 'src/lib/programs/javascript');
const require = createRequire(import.meta.url);

const PACKAGES = ['amqplib'];
/** Node's modules, where the runtime's dependencies ask for them. */
const STAND_INS = {
	events: join(runtime, 'node/events.ts'),
	'process/': join(runtime, 'node/process.ts'),
	buffer: join(runtime, 'node/buffer.ts'),
	'buffer/': require.resolve('buffer/'),
	'cjs-module-lexer': require.resolve('cjs-module-lexer')
};

/**
 * The texts of a package's CommonJS files and its manifest, by path below `node_modules`.
 * @param {string} name
 * @returns {Promise<[string, string][]>}
 */
async function packageFiles(name) {
	const folder = dirname(require.resolve(name));
	const files = await readdir(folder, { recursive: true });
	const wanted = files.filter((file) => /^(?:package\.json|[^/]+\.js|lib\/.*\.js)$/.test(file)).sort();
	return Promise.all(
		wanted.map(async (file) => [`${name}/${file}`, await readFile(join(folder, file), 'utf8')])
	);
}

/**
 * A plugin for a module that exports what `make` returns.
 * @param {string} name
 * @param {(this: import('vite').Rolldown.PluginContext) => unknown} make
 * @returns {import('vite').Plugin}
 */
export function virtual(name, make) {
	const id = `\0${name}`;
	return {
		name,
		resolveId: (source) => (source === name ? id : undefined),
		async load(source) {
			if (source === id) return `export default ${JSON.stringify(await make.call(this))};`;
		}
	};
}

function packages() {
	return virtual('virtual:program-packages', async () => {
		const files = await Promise.all(PACKAGES.map(packageFiles));
		return Object.fromEntries(files.flat());
	});
}

/**
 * The bundle: one classic script without imports. The tests' entry runs it in a thread of Node instead, where
 * Node's own modules may stay outside.
 * @param {{ entry?: string, minify?: boolean, external?: string[] }} options
 */
export async function bundleProgramWorker({ entry = workerEntry, minify = true, external = [] } = {}) {
	const result = await build({
		configFile: false,
		root,
		logLevel: 'warn',
		plugins: [packages()],
		resolve: {
			alias: Object.entries(STAND_INS).map(([name, path]) => ({
				find: new RegExp(`^${name}$`),
				replacement: path
			}))
		},
		build: {
			write: false,
			target: 'es2022',
			minify,
			lib: { entry, formats: ['iife'], name: 'program', fileName: () => 'program.js' },
			rolldownOptions: {
				external,
				output: { keepNames: true, globals: (id) => `require(${JSON.stringify(id)})` }
			}
		}
	});
	const [bundle] = [result].flat();
	if (!bundle || !('output' in bundle)) throw new Error('nothing was built');
	return `${bundle.output[0].code}\n//# sourceURL=node:internal/program\n`;
}

/** @param {import('vite').Rolldown.PluginContext} context */
async function watchSources(context) {
	for (const file of await readdir(runtime, { recursive: true, withFileTypes: true })) {
		if (file.isFile()) context.addWatchFile(join(file.parentPath, file.name));
	}
}

/**
 * Vite's plugin. The bundle is made once, and again in development when a file of it changes.
 * @returns {import('vite').Plugin}
 */
export function programWorker() {
	/** @type {string | undefined} */
	let text;
	return {
		...virtual('virtual:program-worker/javascript', async function () {
			if (this.environment?.mode === 'dev') await watchSources(this);
			return (text ??= await bundleProgramWorker());
		}),
		watchChange(file) {
			if (file.startsWith(runtime)) text = undefined;
		}
	};
}
