/**
 * Serves the site with the headers of `static/_headers`, which make its pages cross-origin isolated: only then may
 * workers share memory, without which some browsers can't run Python.
 */
import { readFileSync } from 'node:fs';

/** @returns {[string, string][]} */
function headers() {
	const text = readFileSync(new URL('../static/_headers', import.meta.url), 'utf8');
	return [...text.matchAll(/^ +([\w-]+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value]);
}

/** @param {{ middlewares: import('vite').Connect.Server }} server */
function isolate({ middlewares }) {
	const all = headers();
	middlewares.use((_request, response, next) => {
		for (const [name, value] of all) response.setHeader(name, value);
		next();
	});
}

/**
 * Vite's plugin, for the built site as for the one in development.
 * @returns {import('vite').Plugin}
 */
export const crossOriginIsolation = () => ({
	name: 'cross-origin-isolation',
	configureServer: isolate,
	configurePreviewServer: isolate
});
