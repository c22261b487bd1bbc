/** One lesson's folder, read and checked: its manifest, its words in each language, its programs and solutions. */
import type { Language, ProgramFile } from '../programs/program';
import type { Needs } from '../network/needs';
import type { FaultList } from './fault';
import { enabledLanguages } from './languages';
import { locales, type LessonBlock, type LessonChecks, type LessonProgram, type Locale } from './lesson';
import { readLessonText, type LessonText, type PlacedBlock } from './lesson-text';
import { readManifest, type Manifest } from './manifest';

/** File texts by path inside the folder: `lesson.yaml`, `javascript/worker.js` … */
export type FolderFiles = ReadonlyMap<string, string>;

export interface LessonFolder {
	readonly name: string;
	readonly programs: readonly LessonProgram[];
	readonly needs: Needs;
	/** Slugs, each with its line of `lesson.yaml`. */
	readonly buildsOn: Manifest['buildsOn'];
	readonly workbench: Manifest['workbench'];
	readonly texts: Readonly<Record<Locale, LessonText>>;
}

const solutionPath = /^solutions\/([^/]+)\/(javascript|python)\/(.+)$/;
const expected =
	/^(lesson\.yaml|rehearsal\.yaml|en\.md|zh\.md|checks\.ts|[^/]+\.test\.ts|(javascript|python|solutions|alternatives|mistakes)\/.+)$/;

type Task = Extract<LessonBlock, { kind: 'task' }>;

class FolderReader {
	constructor(
		private readonly name: string,
		private readonly files: FolderFiles,
		private readonly faults: FaultList
	) {}

	read(checks: LessonChecks | undefined): LessonFolder {
		const manifest = readManifest(this.path('lesson.yaml'), this.text('lesson.yaml'), this.faults);
		const dialect = { languages: learnersChoice(manifest), programs: this.namesakes(manifest) };
		const [en, zh] = locales.map((locale) => {
			return readLessonText(this.path(`${locale}.md`), this.text(`${locale}.md`), dialect, this.faults);
		}) as [LessonText, LessonText];
		this.refuseStrangers(manifest);
		this.compareIds(manifest, en);
		this.compareIds(manifest, zh);
		this.compareTranslations(en, zh);
		this.compareChecks(manifest, checks);
		const solved = (text: LessonText): LessonText => ({
			...text,
			blocks: text.blocks.map((placed) => this.solved(text.file, placed, manifest))
		});
		const { needs, buildsOn, workbench } = manifest;
		const texts = { en: solved(en), zh: solved(zh) };
		return { name: this.name, programs: this.programs(manifest), needs, buildsOn, workbench, texts };
	}

	private programs(manifest: Manifest): LessonProgram[] {
		return manifest.programs.flatMap(({ line, ...program }) => {
			const path = `${program.language}/${program.file}`;
			const source = this.files.get(path);
			if (source === undefined) this.fault('lesson.yaml', `${path} doesn't exist: write it`, line);
			const listed = source !== undefined && enabledLanguages.includes(program.language);
			return listed ? [{ ...program, source }] : [];
		});
	}

	/** The shipped programs, and those that a solution adds: the text may name any of them. */
	private namesakes({ programs }: Manifest): Pick<LessonProgram, 'file' | 'language'>[] {
		const solving = [...this.files.keys()].flatMap((path) => {
			const [, , language, file] = solutionPath.exec(path) ?? [];
			return file === undefined ? [] : [{ file, language: language as Language }];
		});
		const shipped = programs.map(({ file, language }) => ({ file, language }));
		const named = [...shipped, ...solving].map((each) => [`${each.language}/${each.file}`, each] as const);
		return [...new Map(named).values()];
	}

	/** Files nobody will read are most likely misspelt. */
	private refuseStrangers(manifest: Manifest): void {
		const programs = manifest.programs.map(({ language, file }) => `${language}/${file}`);
		for (const path of this.files.keys()) {
			const [, task] = solutionPath.exec(path) ?? [];
			if (task !== undefined && !manifest.tasks.includes(task)) {
				this.fault(path, `solves the task "${task}", which lesson.yaml doesn't name`);
			} else if (/^(javascript|python)\//.test(path) && !programs.includes(path)) {
				this.fault(path, 'is no program of lesson.yaml: name it under programs');
			} else if (!expected.test(path) || (path.startsWith('solutions/') && task === undefined)) {
				this.fault(path, 'has no place in a lesson: see “add a lesson” in CONTRIBUTING.md');
			}
		}
	}

	private compareIds(manifest: Manifest, text: LessonText): void {
		const file = text.file.slice(this.name.length + 1);
		const named = {
			prediction: [...manifest.predictions.keys()],
			task: manifest.tasks,
			mistake: manifest.mistakes
		};
		for (const kind of ['prediction', 'task', 'mistake'] as const) {
			const written = text.blocks.flatMap(({ block, line }) =>
				block.kind === kind ? [{ id: block.id, line }] : []
			);
			written.forEach(({ id, line }, index) => {
				if (!named[kind].includes(id))
					this.fault(file, `the ${kind} "${id}" isn't named in lesson.yaml`, line);
				const first = written.findIndex((other) => other.id === id);
				if (first < index) this.fault(file, `the ${kind} "${id}" stands here twice`, line);
			});
			for (const id of named[kind]) {
				if (written.some((block) => block.id === id)) continue;
				this.fault(file, `lacks \`:::${kind} ${id}\`, which lesson.yaml names`);
			}
		}
		if (!text.blocks.some(({ block }) => block.kind === 'run')) {
			this.fault(file, 'never asks the learner to run: put `::run` after the prediction');
		}
		for (const { block, line } of text.blocks) {
			if (block.kind === 'prediction') this.compareOptions(manifest, file, line, block);
		}
	}

	private compareOptions(
		manifest: Manifest,
		file: string,
		line: number,
		{ id, options }: Extract<LessonBlock, { kind: 'prediction' }>
	): void {
		const named = manifest.predictions.get(id);
		const written = options.map((option) => option.id);
		if (!named || String(named) === String(written)) return;
		const message = `the prediction "${id}" has the options ${written.join(', ')}; lesson.yaml says ${named.join(', ')}`;
		this.fault(file, message, line);
	}

	/** The same blocks in the same order, so that a learner can change languages anywhere. */
	private compareTranslations(en: LessonText, zh: LessonText): void {
		const shape = ({ blocks }: LessonText): string[] =>
			blocks.flatMap(({ block }) => {
				if (block.kind === 'text') return [];
				if (block.kind === 'task') return [`task ${block.id} with ${block.hintsHtml.length} hints`];
				if (block.kind === 'chart') return [`chart ${block.shows}`];
				if (block.kind === 'command') return [`command ${block.commands.join('; ')}`];
				return ['id' in block ? `${block.kind} ${block.id}` : block.kind];
			});
		const [english, chinese] = [shape(en), shape(zh)];
		const at = english.findIndex((block, index) => block !== chinese[index]);
		if (at < 0 && english.length === chinese.length) return;
		const difference = at < 0 ? english.length : at;
		const [here, there] = [chinese[difference] ?? 'the end', english[difference] ?? 'the end'];
		this.fault('zh.md', `translates en.md block by block: here comes ${here}, there ${there}`);
	}

	private compareChecks(manifest: Manifest, checks: LessonChecks | undefined): void {
		const source = this.text('checks.ts');
		const runtimeImport = source.split('\n').findIndex((line) => /^import(?! type )/.test(line));
		if (runtimeImport >= 0) {
			this.fault(
				'checks.ts',
				'may only `import type`: what a check needs is passed to it',
				runtimeImport + 1
			);
		}
		if (source === '') return;
		if (!checks) {
			this.fault('checks.ts', 'should `export const checks: LessonChecks = { tasks: …, predictions: … }`');
			return;
		}
		const { tasks, mistakes } = manifest;
		const named = { tasks, mistakes, predictions: [...manifest.predictions.keys()] };
		for (const kind of ['tasks', 'predictions', 'mistakes'] as const) {
			const written = Object.keys(checks[kind] ?? {});
			for (const id of named[kind].filter((id) => !written.includes(id))) {
				this.fault('checks.ts', `has no check for "${id}" in \`${kind}\``);
			}
			for (const id of written.filter((id) => !named[kind].includes(id))) {
				this.fault('checks.ts', `checks "${id}" in \`${kind}\`, which lesson.yaml doesn't name`);
			}
		}
	}

	/** The block with its solution's files, when it is a task. */
	private solved(file: string, { block, line }: PlacedBlock, manifest: Manifest): PlacedBlock {
		if (block.kind !== 'task') return { block, line };
		const languages = [...new Set(manifest.programs.map(({ language }) => language))];
		const solution: Partial<Record<Language, ProgramFile[]>> = {};
		for (const language of languages) {
			const files = this.solutionFiles(block, language);
			if (files.length === 0 && block.solutionHtml === '') {
				const where = `solutions/${block.id}/${language}/`;
				this.faults.add(
					file,
					`the task "${block.id}" has no solution: put files into ${where} or write \`::solution\``,
					line
				);
			}
			if (enabledLanguages.includes(language)) solution[language] = files;
		}
		return { line, block: { ...block, solution } };
	}

	private solutionFiles(task: Task, language: Language): ProgramFile[] {
		const prefix = `solutions/${task.id}/${language}/`;
		return [...this.files].flatMap(([path, source]) => {
			if (!path.startsWith(prefix)) return [];
			const file = path.slice(prefix.length);
			if (this.files.get(`${language}/${file}`) === source) {
				this.fault(path, 'is the same as the shipped program: leave out what the solution doesn’t change');
			}
			return [{ file, source }];
		});
	}

	private text(file: string): string {
		const text = this.files.get(file);
		if (text === undefined) this.fault(file, 'is missing: every lesson has one');
		return text ?? '';
	}

	private path(file: string): string {
		return `${this.name}/${file}`;
	}

	private fault(file: string, message: string, line?: number): void {
		this.faults.add(this.path(file), message, line);
	}
}

/** The programming languages this lesson has programs in, of those whose runtime is there. */
const learnersChoice = ({ programs }: Manifest): Language[] =>
	enabledLanguages.filter((language) => programs.some((program) => program.language === language));

/** Reads the folder `name`; `checks` is what its `checks.ts` exports. What is wrong goes to `faults`. */
export function readLessonFolder(
	name: string,
	files: FolderFiles,
	checks: LessonChecks | undefined,
	faults: FaultList
): LessonFolder {
	return new FolderReader(name, files, faults).read(checks);
}
