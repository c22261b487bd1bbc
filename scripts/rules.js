/**
 * `npm run rules`: which of the broker's rules (C22, X15, …) are held by a test with their id in front of its name,
 * and which have none and say why. Fails when a rule has neither, or when a test names a rule that there isn't.
 *
 * tests/rules.txt has every rule's id, one a line; what follows an id is why it has no test of its own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './command.js';

/** The rules in words, where the design papers lie beside the checkout. */
const RULES_IN_WORDS = join(root, '../shared/design/semantics.md');

/** Where tests of the broker's rules are: unit tests, and scenarios recorded from a real server. */
const PLACES = ['src/lib', 'lessons', 'scripts', 'tests'];

const ID = '[A-Z]\\d+';
/** The ids that a test's name begins with: `X14–X16 …`, `…B2, B3 …`, `'C8: …'`; and whether it names a group. */
const TITLE = new RegExp(`(describe\\()?['"\`](?:… ?)?(${ID}(?:(?:, |–| )${ID})*)[: ]`, 'g');

/** @returns {ReadonlyMap<string, string>} every rule's id, and why it has no test; mostly '' */
export function listedRules() {
	const lines = readFileSync(join(root, 'tests/rules.txt'), 'utf8').split('\n');
	return new Map(
		lines
			.filter((line) => line !== '' && !line.startsWith('#'))
			.map((line) => {
				const [id = '', ...why] = line.split(/\s+/);
				return [id, why.join(' ')];
			})
	);
}

/**
 * Traps (T1, …) are left out: each says again what other rules say.
 * @returns {string[] | null} the ids of the rules in words; null where they are not to be had
 */
export function writtenRules() {
	if (!existsSync(RULES_IN_WORDS)) return null;
	const text = readFileSync(RULES_IN_WORDS, 'utf8');
	const ids = Array.from(text.matchAll(new RegExp(`^(${ID})\\. `, 'gm')), ([, id = '']) => id);
	return ids.filter((id) => !id.startsWith('T'));
}

/** @returns {ReadonlyMap<string, readonly string[]>} the files whose tests name a rule, by its id */
export function testedRules() {
	/** @type {Map<string, string[]>} */
	const tested = new Map();
	for (const file of PLACES.flatMap(testFiles))
		for (const id of idsIn(readFileSync(join(root, file), 'utf8')))
			tested.set(id, [...(tested.get(id) ?? []), file]);
	return tested;
}

/** @param {string} place */
function testFiles(place) {
	const files = readdirSync(join(root, place), { recursive: true, encoding: 'utf8' });
	return files
		.map((file) => join(place, file))
		.filter((file) => file.endsWith('.test.ts') || /tests\/conformance\/.*\.ts$/.test(file));
}

/**
 * A group that spans several rules says what it is about, not that each of them is tested.
 * @param {string} source
 */
function idsIn(source) {
	const titles = [...source.matchAll(TITLE)].filter(([, group, ids]) => !group || !ids?.includes('–'));
	return new Set(titles.flatMap(([, , ids = '']) => ids.split(/, | /).flatMap(span)));
}

/**
 * `X14–X16` is three rules.
 * @param {string} ids
 */
function span(ids) {
	const [first = '', last = first] = ids.split('–');
	const letter = first.slice(0, 1);
	const [from, to] = [first, last].map((id) => Number(id.slice(1)));
	return Array.from({ length: /** @type {number} */ (to) - Number(from) + 1 }, (_, index) => {
		return `${letter}${Number(from) + index}`;
	});
}

/** What is wrong with the list and the tests, a line each; empty when nothing is. */
export function problems() {
	const listed = listedRules();
	const tested = testedRules();
	const families = new Set(Array.from(listed.keys(), (id) => id[0]));
	return [
		...(writtenRules() ?? []).filter((id) => !listed.has(id)).map((id) => `${id} is not in tests/rules.txt`),
		...[...listed].filter(([id, why]) => why === '' && !tested.has(id)).map(([id]) => `${id} has no test`),
		...[...tested]
			.filter(([id]) => families.has(id[0]) && !listed.has(id))
			.map(([id, files]) => `${id}, named in ${files[0]}, is no rule`)
	];
}

function main() {
	const listed = listedRules();
	const tested = testedRules();
	const untested = [...listed].filter(([id]) => !tested.has(id));
	for (const [id, why] of untested) if (why !== '') console.log(`${id.padEnd(4)} ${why}`);
	const wrong = problems();
	for (const problem of wrong) console.error(problem);
	console.log(
		`${listed.size} rules: ${listed.size - untested.length} tested, ${untested.length} not, ${wrong.length} problems`
	);
	process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
