/**
 * Warren without network, after one visit. When a version of the site is met, its pages are kept and the parts they load,
 * but for the largest (Python, TypeScript's language service), which are kept when they are first used.
 *
 * Nobody is served an old version: pages come from the network wherever there is one, and what is kept of them is only
 * for when there is none. A part has a digest in its name, so that it can't be old.
 */
import { base, build, files, prerendered, version } from '$service-worker';

const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

/** Other sites may live at the same origin. */
const OURS = `warren:${base}:`;
const PAGES = `${OURS}pages:${version}`;
const PARTS = `${OURS}parts`;

const LARGE = /\.(?:wasm|zip)$|\/typescript\.worker/;
const SANDBOX = `${base}/sandbox.html`;

const pages = new Set([...prerendered, ...files.filter((file) => !file.includes('/social/'))]);
const parts = new Set(build);

worker.addEventListener('install', (event) => {
	event.waitUntil(Promise.all([keepPages(), keepParts(build.filter((part) => !LARGE.test(part)))]));
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([forgetPages(), forgetParts(), worker.clients.claim()]));
});

/** A page that was there before us says what it loads. */
worker.addEventListener('message', (event) => {
	const loaded = (event.data as string[]).map((address) => new URL(address).pathname);
	event.waitUntil(keepParts(loaded.filter((address) => parts.has(address))));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (parts.has(pathname)) event.respondWith(part(request));
	else if (pathname === SANDBOX) event.respondWith(sandbox(request));
	else if (pages.has(pathname)) event.respondWith(page(request));
});

async function part(request: Request): Promise<Response> {
	const cache = await caches.open(PARTS);
	const kept = await cache.match(request.url);
	if (kept) return kept;
	const response = await fetch(request);
	if (response.ok) await cache.put(request.url, response.clone());
	return response;
}

async function page(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const cache = await caches.open(PAGES);
		const kept = await cache.match(request.url, { ignoreSearch: true });
		if (!kept) throw error;
		return kept;
	}
}

/**
 * The frame in which programs run. A frame with a `sandbox` attribute doesn't come to us, and so can't be had without
 * network; one without the attribute gets the same rights, and no more, by its policy.
 */
async function sandbox(request: Request): Promise<Response> {
	const { body, status, headers } = await page(request);
	const held = new Headers(headers);
	held.append('Content-Security-Policy', 'sandbox allow-scripts');
	return new Response(body, { status, headers: held });
}

async function keepPages(): Promise<void> {
	const cache = await caches.open(PAGES);
	await Promise.all([...pages].map((address) => keep(cache, new Request(address, { cache: 'no-cache' }))));
}

async function keepParts(addresses: readonly string[]): Promise<void> {
	const cache = await caches.open(PARTS);
	const kept = new Set(await addressesIn(cache));
	const missing = addresses.filter((address) => !kept.has(address));
	await Promise.all(missing.map((address) => keep(cache, new Request(address))));
}

async function keep(cache: Cache, request: Request): Promise<void> {
	const response = await fetch(request);
	if (response.ok) await cache.put(request.url, response);
}

/** Pages of other versions. */
async function forgetPages(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith(`${OURS}pages:`) && name !== PAGES);
	await Promise.all(old.map((name) => caches.delete(name)));
}

/** Parts that belong to other versions only. */
async function forgetParts(): Promise<void> {
	const cache = await caches.open(PARTS);
	const old = (await addressesIn(cache)).filter((address) => !parts.has(address));
	await Promise.all(old.map((address) => cache.delete(address)));
}

async function addressesIn(cache: Cache): Promise<string[]> {
	return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}
