import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';

/**
 * SvelteKit hashes its own inline scripts for the content security policy, but not those written in app.html.
 * @returns {`sha256-${string}`[]}
 */
function inlineScriptHashes() {
	const page = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
	const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map((match) => match[1] ?? '');
	return scripts.map((script) => `sha256-${createHash('sha256').update(script).digest('base64')}`);
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ fallback: '404.html' }),
		// The site works under any base path: `BASE_PATH=/warren npm run build`.
		paths: { base: /** @type {`/${string}` | ''} */ (process.env.BASE_PATH ?? ''), relative: true },
		// Where the site will be, so that it can tell others its full addresses: `SITE_ORIGIN=https://example.org npm run build`.
		prerender: process.env.SITE_ORIGIN ? { origin: process.env.SITE_ORIGIN } : {},
		alias: { $lessons: 'lessons' },
		typescript: {
			// Paths as seen from .svelte-kit: the lessons' checks and tests are checked with everything else.
			config: (config) => ({ ...config, include: [...config.include, '../lessons/**/*.ts'] })
		},
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval', ...inlineScriptHashes()],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'worker-src': ['self', 'blob:'],
				'frame-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['none']
			}
		}
	}
};
