/** The course: `lessons/course.yaml` and the folders it lists, as lessons the page can show. */
import { CourseError, FaultList } from './fault';
import { readLessonFolder, type FolderFiles, type LessonFolder } from './lesson-folder';
import { locales, type Lesson, type LessonChecks, type LessonSummary, type Locale } from './lesson';
import { YamlField } from './yaml-field';

interface Group {
	readonly title: Readonly<Record<Locale, string>>;
	readonly folders: readonly string[];
}

interface PlacedFolder extends LessonFolder {
	readonly slug: string;
	readonly number: number;
	readonly group: Group;
}

const folderName = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

export class Course {
	constructor(private readonly folders: readonly PlacedFolder[]) {}

	get slugs(): string[] {
		return this.folders.map(({ slug }) => slug);
	}

	/** All lessons in order. */
	summaries(locale: Locale): LessonSummary[] {
		return this.folders.map(({ slug, number, buildsOn, group, texts }) => ({
			slug,
			number,
			buildsOn: buildsOn.map((earlier) => earlier.slug),
			group: group.title[locale],
			title: texts[locale].title,
			promise: texts[locale].promise
		}));
	}

	/** The lesson at the address `slug`, or null. */
	lesson(locale: Locale, slug: string): Lesson | null {
		const index = this.folders.findIndex((folder) => folder.slug === slug);
		const folder = this.folders[index];
		const summaries = this.summaries(locale);
		const summary = summaries[index];
		if (!folder || !summary) return null;
		const text = folder.texts[locale];
		return {
			...summary,
			locale,
			blocks: text.blocks.map(({ block }) => block),
			programs: folder.programs,
			needs: folder.needs,
			workbench: folder.workbench,
			teacherHtml: text.teacherHtml,
			previous: summaries[index - 1] ?? null,
			next: summaries[index + 1] ?? null
		};
	}
}

/**
 * Reads the whole course. `files` holds texts by path below `lessons/`; `checks` holds what each folder's
 * `checks.ts` exports, by folder name. Throws a CourseError that names every fault.
 */
export function readCourse(
	files: Readonly<Record<string, string>>,
	checks: Readonly<Record<string, LessonChecks | undefined>>
): Course {
	const faults = new FaultList();
	const groups = readGroups(files['course.yaml'], faults);
	const folders = groupByFolder(files);
	compareFolders(groups, [...folders.keys()], faults);
	const placed = groups.flatMap((group) =>
		group.folders.flatMap((name) => {
			const [, number, slug] = folderName.exec(name) ?? [];
			const own = folders.get(name);
			if (slug === undefined || !own) return [];
			return [{ ...readLessonFolder(name, own, checks[name], faults), slug, number: Number(number), group }];
		})
	);
	checkLinks(placed, faults);
	checkOrder(placed, faults);
	if (faults.faults.length > 0) throw new CourseError(faults.faults);
	return new Course(placed);
}

function readGroups(source: string | undefined, faults: FaultList): Group[] {
	if (source === undefined) faults.add('course.yaml', 'is missing: it names the groups and their lessons');
	const { groups } = YamlField.read('course.yaml', source ?? 'groups: []', faults).fields(['groups']);
	return groups.items().map((group) => {
		const { title, lessons } = group.fields(['title', 'lessons']);
		const { en, zh } = title.fields(locales);
		return { title: { en: en.text(), zh: zh.text() }, folders: lessons.items().map(readFolderName) };
	});
}

function readFolderName(field: YamlField): string {
	const name = field.text();
	if (name !== '' && !folderName.test(name)) field.fault('should be a folder name like `03-work-queues`');
	return name;
}

function groupByFolder(files: Readonly<Record<string, string>>): Map<string, FolderFiles> {
	const folders = new Map<string, Map<string, string>>();
	for (const [path, text] of Object.entries(files)) {
		const slash = path.indexOf('/');
		if (slash < 0) continue;
		const name = path.slice(0, slash);
		const folder = folders.get(name) ?? new Map<string, string>();
		folders.set(name, folder.set(path.slice(slash + 1), text));
	}
	return folders;
}

function compareFolders(groups: readonly Group[], present: readonly string[], faults: FaultList): void {
	const listed = groups.flatMap((group) => group.folders);
	const slugs = listed.map((name) => folderName.exec(name)?.[2] ?? name);
	listed.forEach((name, index) => {
		if (!present.includes(name)) faults.add('course.yaml', `lists ${name}, but there is no such folder`);
		if (slugs.indexOf(slugs[index] ?? '') < index) {
			faults.add('course.yaml', `lists two lessons with the address ${slugs[index]}`);
		}
		const before = listed[index - 1];
		if (before !== undefined && before >= name) {
			faults.add(
				'course.yaml',
				`lists ${before} before ${name}: folder numbers ascend in the course's order`
			);
		}
	});
	for (const name of present.filter((name) => !listed.includes(name))) {
		faults.add(name, 'is in no group of course.yaml: list it there');
	}
}

/** What a lesson builds on comes before it. */
function checkOrder(folders: readonly PlacedFolder[], faults: FaultList): void {
	const before: string[] = [];
	for (const { name, slug, buildsOn } of folders) {
		for (const { slug: earlier, line } of buildsOn.filter((each) => !before.includes(each.slug))) {
			const message = `builds on "${earlier}", but before it there is only ${before.join(', ') || 'nothing'}`;
			faults.add(`${name}/lesson.yaml`, message, line);
		}
		before.push(slug);
	}
}

function checkLinks(folders: readonly PlacedFolder[], faults: FaultList): void {
	const slugs = folders.map(({ slug }) => slug);
	const texts = folders.flatMap(({ texts }) => locales.map((locale) => texts[locale]));
	for (const { file, links } of texts) {
		for (const { slug, line } of links) {
			if (!slugs.includes(slug)) {
				faults.add(file, `links to lesson:${slug}, but there is only ${slugs.join(', ')}`, line);
			}
		}
	}
}
