/**
 * The programs of the articles in `../shared/seeds`, read from them when the test runs, in the groups in which they
 * were meant to be run. A program is named by its article and its number there: `4.10` is the tenth of the fifth.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramOrder, Workspace } from './workspace';

const folder = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));

/** Whether the articles are there: they are no part of this repository, but lie beside it where it is tested. */
export const seedsArePresent = existsSync(folder);

/** Seconds between two starts and after the last. Programs sleep whole seconds, so nothing falls on the end. */
const GAP = 1.3;
const SECONDS = 6.5;
/** Enough for those who wait for the return key. */
const STDIN = '\n'.repeat(6);

/** What is started, in order: a program, with `~` if its broken lines are to be mended, and its arguments. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
	'first message': ['0.2', '0.1'],
	'competing consumers': ['0.4', '0.4', '0.3'],
	fanout: ['0.6', '0.7', '0.5'],
	direct: ['0.9', '0.10', '0.8'],
	topic: ['0.12', '0.13', '0.14', '0.11'],
	headers: ['0.16', '0.15'],
	// First: a node that once knew the type words its refusal otherwise.
	'consistent hash without its plugin': ['0.18', '0.17'],
	'consistent hash': ['0.18', '0.17'],
	'exchange to exchange': ['0.20', '0.19'],
	'request and reply': ['0.21', '0.22'],
	'request without server': ['0.22'],
	'alternate exchange': ['0.24', '0.23'],
	'dead letters': ['0.26', '0.25'],
	acknowledging: ['0.28', '0.27'],
	'send, then receive': ['2.1', '2.2'],
	'with acknowledgement': ['2.3', '2.4'],
	persistent: ['2.5', '2.6'],
	'send, then receive, mended': ['2.1~', '2.2~'],
	'with acknowledgement, mended': ['2.3~', '2.4~'],
	'persistent, mended': ['2.5~', '2.6~'],
	broadcast: ['2.8', '2.7'],
	severities: ['2.10 info error', '2.9 error down', '2.9'],
	'severities, none named': ['2.10'],
	keywords: ['2.11', '2.12', '2.13'],
	'keywords, mended': ['2.11~', '2.12~', '2.13~'],
	simple: ['3.1', '3.2'],
	'answering by hand': ['3.3', '3.1', '3.1'],
	durable: ['3.4', '3.2'],
	'logs, subscriber first': ['3.6', '3.6', '3.5'],
	'logs, publisher first': ['3.5', '3.6'],
	'taking turns': ['3.8', '3.8', '3.7', '3.7', '3.7'],
	'error keyword': ['3.9', '3.10'],
	wildcard: ['3.11', '3.10'],
	orders: ['4.1', '4.2'],
	'orders, consumer first': ['4.2', '4.1'],
	'durable orders': ['4.4', '4.3'],
	'durable and not': ['4.2', '4.3'],
	'fair shares': ['4.5', '4.6'],
	'orders for all': ['4.8', '4.8', '4.7'],
	'log levels': ['4.10 info error', '4.9 error disk full', '4.9 info', '4.9'],
	'log levels, none named': ['4.10'],
	'log patterns': ['4.12 *.info kern.#', '4.11 kern.critical panic now', '4.11 a.info b', '4.11'],
	'log patterns, none named': ['4.12'],
	'remote procedure': ['4.13', '4.14'],
	'remote procedure, client first': ['4.14', '4.13']
};

/** All groups. The articles must be there. */
export function seedWorkspaces(): Workspace[] {
	const texts = readPrograms();
	return Object.entries(GROUPS).map(([name, members]) => {
		const programs = members.map((member, index) => order(texts, member, index));
		return {
			name,
			plugins: name === 'consistent hash' ? ['rabbitmq_consistent_hash_exchange'] : [],
			users: programs.flatMap(({ source }) => usersIn(source)),
			seconds: SECONDS,
			programs
		};
	});
}

/** Those as whom a program logs in. */
function usersIn(source: string): [string, string][] {
	const logins = source.matchAll(/PlainCredentials\(["'](\w+)["'], *["'](\w+)["']\)/g);
	return [...logins].map(([, name = '', password = '']) => [name, password]);
}

function order(programs: ReadonlyMap<string, string>, member: string, index: number): ProgramOrder {
	const [id = '', ...args] = member.split(' ');
	const written = programs.get(id.replace('~', ''));
	if (written === undefined) throw new Error(`The articles hold no program ${id}.`);
	const source = loadDice(id.endsWith('~') ? mend(written) : written, index);
	return {
		file: `program_${id.replace(/\W/g, '_')}_${index + 1}.py`,
		source,
		args,
		stdin: STDIN,
		after: GAP
	};
}

/** Chance falls the same way in every run. No line changes its number. */
function loadDice(source: string, index: number): string {
	return source.replace(/^import random$/m, `import random; random.seed(${index})`);
}

function readPrograms(): ReadonlyMap<string, string> {
	const programs = new Map<string, string>();
	for (const [article, file] of readdirSync(folder).sort().entries()) {
		const found = programsIn(readFileSync(join(folder, file), 'utf8'));
		found.forEach((source, index) => programs.set(`${article}.${index + 1}`, source));
	}
	return programs;
}

/** The Python programs among a text's code blocks. A block that follows another at once goes on with its program. */
function programsIn(text: string): string[] {
	const programs: string[] = [];
	let goesOn = false;
	// Prose and code in turn: every second part is a block.
	for (const [index, part] of text.split(/^[ \t]*```/m).entries()) {
		if (index % 2 === 0) {
			goesOn &&= part.trim() === '';
			continue;
		}
		const [, language = '', code = ''] = /^[ \t]*(\w*)[ \t]*\n(.*)$/s.exec(part) ?? [];
		const begins = ['', 'py', 'python'].includes(language) && /^import .*\bpika\b/m.test(code);
		if (begins) programs.push(code);
		else if (goesOn) programs.push(`${programs.pop()}${code}`);
		goesOn ||= begins;
	}
	return programs;
}

/** A program whose lines the article's conversion has broken, with the lines whole again. */
function mend(source: string): string {
	return source.replace(/ =[ \t]*\n/g, ' = ').replace(/(#.*)\n(?=\p{Script=Han})/gu, '$1');
}
