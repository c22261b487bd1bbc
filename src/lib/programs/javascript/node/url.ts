/** `node:url`: the engine's URL, file URLs, and the legacy `parse`. */
import { parse as parseQuery } from './querystring';
import { nodeError } from '../errors/node-error';
import { resolve as resolvePath } from './path';

const { URL, URLSearchParams } = globalThis;
export { URL, URLSearchParams };

export function fileURLToPath(url: string | URL): string {
	const parsed = typeof url === 'string' ? new URL(url) : url;
	if (parsed.protocol !== 'file:') {
		throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
	}
	return decodeURIComponent(parsed.pathname);
}

export function pathToFileURL(path: string): URL {
	const escaped = resolvePath(path).replace(/[%?#\n\r\t\\]/g, encodeURIComponent);
	return new URL(`file://${escaped}`);
}

interface LegacyUrl {
	protocol: string | null;
	slashes: boolean | null;
	auth: string | null;
	host: string | null;
	port: string | null;
	hostname: string | null;
	hash: string | null;
	search: string | null;
	query: unknown;
	pathname: string | null;
	path: string | null;
	href: string;
}

const PARTS = /^([a-z][a-z\d+.-]*:)?(\/\/(?:([^/?#]*)@)?([^/?#:]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i;

/** The legacy API, for well-formed URLs. */
export function parse(url: string, withQuery = false): LegacyUrl {
	const [, protocol, slashes, auth, hostname, port, pathname, search, hash] = PARTS.exec(url) ?? [];
	const query = search?.slice(1) ?? null;
	return {
		protocol: protocol?.toLowerCase() ?? null,
		slashes: slashes ? true : null,
		auth: auth === undefined ? null : decodeURIComponent(auth),
		host: hostname ? hostname + (port ? `:${port}` : '') : null,
		port: port ?? null,
		hostname: hostname ?? null,
		hash: hash ?? null,
		search: search ?? null,
		query: withQuery ? parseQuery(query ?? '') : query,
		pathname: pathname || null,
		path: (pathname ?? '') + (search ?? '') || null,
		href: url
	};
}

export function format(url: URL | LegacyUrl | string): string {
	return typeof url === 'string' ? url : url.href;
}

export function resolve(from: string, to: string): string {
	const base = new URL(from, 'resolve://');
	const target = new URL(to, base);
	return target.protocol === 'resolve:' ? target.pathname + target.search + target.hash : target.href;
}

export function urlToHttpOptions(url: URL): object {
	const { protocol, hostname, hash, search, pathname, href } = url;
	return { protocol, hostname, hash, search, pathname, path: pathname + search, href };
}

export const domainToASCII = (domain: string): string => new URL(`ws://${domain}`).hostname;
export const domainToUnicode = domainToASCII;

export default {
	URL,
	URLSearchParams,
	domainToASCII,
	domainToUnicode,
	fileURLToPath,
	format,
	parse,
	pathToFileURL,
	resolve,
	urlToHttpOptions
};
