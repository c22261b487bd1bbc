/**
 * The cases: one text file each, with the program (and files it imports), what it reads, and what Node printed.
 * A line `-- name --` begins a section. `record.js` writes the last three: exit, stdout, stderr.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {{ code: number | null, stdout: string, stderr: string }} Recording */
/**
 * @typedef {object} Case
 * @property {string} name
 * @property {{ file: string, source: string }[]} files The first is the program.
 * @property {string | undefined} stdin
 * @property {Recording} expected
 */

const folder = fileURLToPath(new URL('./cases/', import.meta.url));
const NO_NEWLINE = '\\ no newline at the end\n';
const RECORDED = ['exit', 'stdout', 'stderr'];

/** @param {string} name */
export const pathOf = (name) => `${folder}${name}.txt`;

/** @returns {Case[]} */
export function readCases() {
	return readdirSync(folder).map((file) => readCase(file.replace(/\.txt$/, '')));
}

/**
 * @param {string} name
 * @returns {Case}
 */
function readCase(name) {
	const [, ...parts] = readFileSync(pathOf(name), 'utf8').split(/^-- (.+) --\n/m);
	/** @type {Map<string, string>} */
	const sections = new Map();
	for (let at = 0; at < parts.length; at += 2) sections.set(parts[at] ?? '', unmark(parts[at + 1] ?? ''));
	const files = [...sections]
		.filter(([section]) => section !== 'stdin' && !RECORDED.includes(section))
		.map(([file, source]) => ({ file, source }));
	const code = Number(sections.get('exit'));
	const expected = { code, stdout: sections.get('stdout') ?? '', stderr: sections.get('stderr') ?? '' };
	return { name, files, stdin: sections.get('stdin'), expected };
}

/** @param {Case} test */
export function formatCase({ files, stdin, expected }) {
	const program = files.map(({ file, source }) => section(file, source));
	const input = stdin === undefined ? [] : [section('stdin', stdin)];
	const recorded = [
		section('exit', `${expected.code}\n`),
		section('stdout', expected.stdout),
		section('stderr', expected.stderr)
	];
	return [...program, ...input, ...recorded].join('');
}

/**
 * @param {string} name
 * @param {string} text
 */
function section(name, text) {
	return `-- ${name} --\n${text === '' || text.endsWith('\n') ? text : `${text}\n${NO_NEWLINE}`}`;
}

/** @param {string} text */
function unmark(text) {
	return text.endsWith(`\n${NO_NEWLINE}`) ? text.slice(0, -NO_NEWLINE.length - 1) : text;
}

/**
 * Without what differs from run to run: process ids.
 * @param {Recording} recording
 * @returns {Recording}
 */
export function steady({ code, stdout, stderr }) {
	return { code, stdout, stderr: stderr.replace(/\(node:\d+\)/g, '(node:1)') };
}
