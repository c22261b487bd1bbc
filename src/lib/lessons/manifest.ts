/** `lesson.yaml`: what is the same in every human language. Which programs Run starts, and the ids of what is asked. */
import type { Language } from '../programs/program';
import type { Needs } from '../network/needs';
import type { FaultList } from './fault';
import { extensions, stem } from './languages';
import type { WorkbenchPlan } from './lesson';
import { readNeeds } from './lesson-needs';
import { YamlField } from './yaml-field';

export interface ManifestProgram {
	readonly language: Language;
	readonly file: string;
	readonly instances: readonly (readonly string[])[];
	readonly order: number;
	/** Its output is the one to look at first. */
	readonly watched: boolean;
	/** Where in `lesson.yaml` it stands. */
	readonly line: number;
}

export interface Manifest {
	readonly programs: readonly ManifestProgram[];
	/** Prediction id → ids of its options. */
	readonly predictions: ReadonlyMap<string, readonly string[]>;
	readonly tasks: readonly string[];
	/** Ids of mistakes that are known by name. */
	readonly mistakes: readonly string[];
	/** Slugs, each with its line. */
	readonly buildsOn: readonly { readonly slug: string; readonly line: number }[];
	readonly needs: Needs;
	readonly workbench: WorkbenchPlan | null;
}

const isLanguage = (name: string): name is Language => Object.hasOwn(extensions, name);

/** Reads `lesson.yaml`. What is wrong goes to `faults`. */
export function readManifest(file: string, source: string, faults: FaultList): Manifest {
	const { programs, predictions, tasks, ...rest } = YamlField.read(file, source, faults).fields(
		['programs', 'predictions', 'tasks'],
		['watch', 'builds-on', 'needs', 'mistakes', 'workbench']
	);
	const listed = programs.entries().flatMap(([language, list]) => readPrograms(language, list));
	const manifest = {
		programs: rest.watch ? watch(listed, rest.watch) : listed,
		predictions: new Map(predictions.entries().map(([id, options]) => [id, readTexts(options)])),
		tasks: readTexts(tasks),
		mistakes: rest.mistakes ? readTexts(rest.mistakes) : [],
		buildsOn: (rest['builds-on']?.items() ?? []).map((item) => ({ slug: item.text(), line: item.line })),
		needs: readNeeds(rest.needs),
		workbench: rest.workbench ? readWorkbench(rest.workbench) : null
	};
	if (manifest.programs.length === 0) programs.fault('names no program: add one, or nothing can run');
	if (manifest.predictions.size === 0) predictions.fault('is empty: a lesson has one prediction or more');
	if (manifest.tasks.length < 2) tasks.fault('is short: a lesson has two tasks or more');
	return manifest;
}

function readPrograms(language: string, list: YamlField): ManifestProgram[] {
	if (!isLanguage(language)) {
		list.fault(`is no language here; there are ${Object.keys(extensions).join(', ')}`);
		return [];
	}
	return list.items().map((item) => readProgram(language, item));
}

function readProgram(language: Language, item: YamlField): ManifestProgram {
	const { file, order, instances } = item.fields(['file', 'order', 'instances']);
	const name = file.text();
	if (name !== '' && !extensions[language].some((extension) => name.endsWith(extension))) {
		file.fault(`should end in ${extensions[language].join(' or ')}`);
	}
	return {
		language,
		file: name,
		order: order.integer(1),
		instances: instances.items().map(readTexts),
		watched: false,
		line: item.line
	};
}

/** Marks the programs called so, without the ending: one in each language. */
function watch(programs: readonly ManifestProgram[], field: YamlField): ManifestProgram[] {
	const name = field.text();
	const marked = programs.map((program) => ({ ...program, watched: stem(program.file) === name }));
	for (const language of new Set(programs.map((program) => program.language))) {
		const found = marked.some((program) => program.language === language && program.watched);
		if (!found) field.fault(`should name a program without its ending; in ${language} there is no ${name}`);
	}
	return marked;
}

function readWorkbench(field: YamlField): WorkbenchPlan {
	const { exchange, kind, tries } = field.fields(['exchange', 'kind', 'tries']);
	return { exchange: exchange.text(), kind: kind.text(), tries: readTexts(tries) };
}

const readTexts = (list: YamlField): string[] => list.items().map((item) => item.text());
