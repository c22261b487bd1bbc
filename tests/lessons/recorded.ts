/** What the programs of the lessons printed with the real clients and a real RabbitMQ: one file a lesson. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../src/lib/programs/program';
import type { Outcome } from './outcomes';

/** By language, then by the name of the take. */
export type Recording = Partial<Record<Language, Record<string, readonly Outcome[]>>>;

const folder = fileURLToPath(new URL('./recorded/', import.meta.url));
const pathOf = (lesson: string): string => `${folder}${lesson}.json`;

/** What was recorded of the lesson in this folder; nothing when that was never done. */
export function readRecording(lesson: string): Recording {
	const path = pathOf(lesson);
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Recording) : {};
}

export function writeRecording(lesson: string, recording: Recording): void {
	writeFileSync(pathOf(lesson), `${JSON.stringify(recording, null, '\t')}\n`);
}

/** Forgets the lessons that aren't there any more. */
export function forgetAllBut(lessons: readonly string[]): void {
	for (const file of readdirSync(folder))
		if (!lessons.includes(file.replace(/\.json$/, ''))) rmSync(`${folder}${file}`);
}
