import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ fallback: '404.html' }),
		// The site works under any base path: `BASE_PATH=/warren npm run build`.
		paths: { base: /** @type {`/${string}` | ''} */ (process.env.BASE_PATH ?? ''), relative: true },
		alias: { $lessons: 'lessons' }
	}
};
