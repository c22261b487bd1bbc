/** Our `pika` beside the real one, name by name: what `surface.py` printed with Debian's pika was recorded once. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { pythonWithPika } from './python';

type Surface = Readonly<Record<string, unknown>>;

/** Where ours differs from pika 1.2.0, and why. Paths into what `surface.py` prints. */
const DIFFERENCES: Readonly<Record<string, string>> = {
	'module.DeliveryMode': 'new in pika 1.3, whose surface ours is',
	'module.delivery_mode': 'new in pika 1.3',
	'module.callback': 'pika’s inner registry of callbacks; ours keeps plain lists',
	'module.diagnostic_utils': 'pika’s inner logging helper',
	'module.tcp_socket_opts': 'options of real sockets',
	'expressions.pika.BasicProperties(priority=300).encode()':
		'CPython 3.14 words it otherwise than the recorded 3.11',
	...Object.fromEntries(
		['AsyncioConnection', 'SelectConnection'].flatMap((connection) =>
			['CLOSED', 'ERROR', 'OPEN_OK'].map((event) => [
				`classes.${connection}.ON_CONNECTION_${event}`,
				'a key in pika’s inner registry of callbacks'
			])
		)
	)
};

/** Leaves of a nested object by path; a list of names is an object of them. */
function leaves(value: unknown, path = ''): [string, string][] {
	if (Array.isArray(value) && path === 'module') return value.map((name) => [`${path}.${name}`, 'there']);
	if (value === null || typeof value !== 'object' || Array.isArray(value))
		return [[path, JSON.stringify(value)]];
	return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

describe('our pika', () => {
	const recorded = new Map(leaves(JSON.parse(read('recorded/pika-1.2.0.json'))));
	let ours: Map<string, string>;

	beforeAll(async () => {
		const { run } = await pythonWithPika();
		ours = new Map(leaves(JSON.parse(run(read('surface.py'))) as Surface));
	}, 120_000);

	test.each([...recorded.keys()].filter((path) => !(path in DIFFERENCES)))('%s', (path) => {
		expect(ours.get(path)).toBe(recorded.get(path));
	});

	test('has nothing that pika hasn’t, but for what is listed', () => {
		expect([...ours.keys()].filter((path) => !recorded.has(path) && !(path in DIFFERENCES))).toEqual([]);
	});

	test('differs in all that is listed', () => {
		expect(Object.keys(DIFFERENCES).filter((path) => ours.get(path) === recorded.get(path))).toEqual([]);
	});
});

function read(file: string): string {
	return readFileSync(new URL(file, import.meta.url), 'utf8');
}
