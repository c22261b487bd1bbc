/**
 * Every way through every lesson that its `rehearsal.yaml` knows: as shipped, with each solution, with each
 * alternative, with each mistake, in each programming language. What the harness rehearses and the recorder records.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensions } from '../../src/lib/lessons/languages';
import { readPlan, type Plan, type Step } from '../../src/lib/lessons/testing/plan';
import type { Language, ProgramFile } from '../../src/lib/programs/program';

export const LANGUAGES: readonly Language[] = ['javascript', 'python'];

/** One way through a lesson, and what should come of it. */
export interface Take {
	/** `as shipped`, `third-worker`, `third-worker by names`, `mistake no-ack` */
	readonly name: string;
	readonly steps: readonly Step[];
	/** Files in place of the shipped ones. */
	readonly changes: readonly ProgramFile[];
	/** The task it does, null for none. */
	readonly task: string | null;
	/** The mistake it makes, null for none. */
	readonly mistake: string | null;
}

/** Whether it can be played at instant speed: nothing is done at a moment while programs are at work. */
export const playsAtOnce = ({ steps }: Take): boolean =>
	steps.every((step) => !('limit' in step) || step.limit === null);

export interface RehearsedLesson {
	/** Name of its folder. */
	readonly folder: string;
	readonly slug: string;
	readonly plan: Plan;
	takes(language: Language): readonly Take[];
}

const root = fileURLToPath(new URL('../../lessons/', import.meta.url));

/** All lessons, in order. Throws for a `rehearsal.yaml` with faults, or with a folder that it doesn't name. */
export function rehearsedLessons(): RehearsedLesson[] {
	const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return folders.map(({ name }) => readLesson(name)).sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

function readLesson(folder: string): RehearsedLesson {
	const path = `${folder}/rehearsal.yaml`;
	const plan = readPlan(path, readFileSync(join(root, path), 'utf8'));
	refuseStrangers(folder, plan);
	const takes = (language: Language): Take[] => takesOf(folder, plan, language);
	return { folder, slug: folder.replace(/^\d\d-/, ''), plan, takes };
}

function takesOf(folder: string, plan: Plan, language: Language): Take[] {
	const take = (name: string, steps: readonly Step[], from: string | null, rest: Partial<Take>): Take[] => {
		const changes = from === null ? [] : filesFor(join(root, folder, from), language);
		return changes === null ? [] : [{ name, steps, changes, task: null, mistake: null, ...rest }];
	};
	return [
		...take('as shipped', plan.shipped, null, {}),
		...[...plan.tasks].flatMap(([task, { solution, alternatives }]) => [
			...take(task, solution, `solutions/${task}`, { task }),
			...[...alternatives].flatMap(([name, steps]) =>
				take(`${task} by ${name}`, steps, `alternatives/${task}/${name}`, { task })
			)
		]),
		...[...plan.mistakes].flatMap(([mistake, steps]) =>
			take(`mistake ${mistake}`, steps, `mistakes/${mistake}`, { mistake })
		)
	];
}

/**
 * A language's files in a folder. Without a folder nothing is changed; null when the folder has files of other
 * languages only.
 */
function filesFor(folder: string, language: Language): ProgramFile[] | null {
	const languages = names(folder);
	if (languages.length === 0) return [];
	if (!languages.includes(language)) return null;
	const own = join(folder, language);
	return names(own).map((file) => ({ file, source: readFileSync(join(own, file), 'utf8') }));
}

/** Folders of alternatives and mistakes that no step belongs to are most likely misspelt. */
function refuseStrangers(folder: string, { tasks, mistakes }: Plan): void {
	const known = [
		...[...tasks].flatMap(([task, { alternatives }]) =>
			[...alternatives.keys()].map((name) => `alternatives/${task}/${name}`)
		),
		...[...mistakes.keys()].map((mistake) => `mistakes/${mistake}`)
	];
	const here = join(root, folder);
	const found = [
		...names(join(here, 'alternatives')).flatMap((task) =>
			names(join(here, 'alternatives', task)).map((name) => `alternatives/${task}/${name}`)
		),
		...names(join(here, 'mistakes')).map((mistake) => `mistakes/${mistake}`)
	];
	const strange = found.filter((path) => !known.includes(path));
	if (strange.length > 0)
		throw new Error(`lessons/${folder}/rehearsal.yaml doesn't name ${strange.join(', ')}`);
	const misplaced = found.filter((path) => !names(join(here, path)).every(isLanguage));
	if (misplaced.length > 0)
		throw new Error(`In ${folder}/${misplaced.join(', ')} only languages are expected.`);
}

const isLanguage = (name: string): boolean => Object.hasOwn(extensions, name);

/** What is in a folder; nothing when there is none. */
function names(folder: string): string[] {
	try {
		return readdirSync(folder).sort();
	} catch {
		return [];
	}
}
