/**
 * Workspaces of our own, one text file each in `cases/`. The first lines may say `seconds: 3`, `plugins: name …` and
 * `users: name password …`; then each program stands under a line `-- file.py arguments --` or, if it is to start
 * sooner or later than a second after the one before, `-- after 0.2: file.py --`. A program without text has that of
 * the same name before it. What stands under `-- stdin --` is for the program above.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ProgramOrder, Workspace } from './workspace';

const folder = fileURLToPath(new URL('./cases/', import.meta.url));

/** Seconds after the last start. */
const SECONDS = 2;

/** All cases, by name. */
export function readCases(): Workspace[] {
	return readdirSync(folder)
		.sort()
		.map((file) => readCase(file.replace(/\.txt$/, ''), readFileSync(`${folder}${file}`, 'utf8')));
}

function readCase(name: string, text: string): Workspace {
	const [head = '', ...parts] = text.split(/^-- (.+) --\n/m);
	const programs: ProgramOrder[] = [];
	for (let at = 0; at < parts.length; at += 2) {
		const [title, content] = [parts[at]!, parts[at + 1]!];
		if (title === 'stdin') programs.push({ ...programs.pop()!, stdin: content });
		else programs.push(programOf(title, content, programs));
	}
	return { name, ...settingsIn(head), programs };
}

function programOf(title: string, source: string, before: readonly ProgramOrder[]): ProgramOrder {
	const [, after = '1', words = ''] = /^(?:after ([\d.]+): )?(.*)$/.exec(title)!;
	const [file = '', ...args] = words.split(' ');
	const same = before.find((other) => other.file === file);
	return { file, source: source || same!.source, args, after: Number(after) };
}

function settingsIn(head: string): Pick<Workspace, 'seconds' | 'plugins' | 'users'> {
	const words = (name: string): string[] =>
		new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.split(' ') ?? [];
	const logins = words('users');
	return {
		seconds: Number(words('seconds')[0] ?? SECONDS),
		plugins: words('plugins'),
		users: logins.flatMap((name, at) => (at % 2 === 0 ? [[name, logins[at + 1]!] as [string, string]] : []))
	};
}
