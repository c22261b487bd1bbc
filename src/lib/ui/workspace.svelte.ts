/**
 * The learner's files of one lesson in one programming language: the lesson's own text, the learner's edits over
 * it, and how many instances of each program there are, with which arguments. Every change is kept at once, so
 * a reload or a crash loses nothing.
 */
import type { LessonProgram } from '$lib/lessons/lesson';
import type { Language, ProgramFile } from '$lib/programs/program';
import { joinArguments } from './arguments';
import type { Store } from './store.svelte';

/** One instance, ready to be started. */
export interface Slot {
	/** Unique in the workspace. */
	readonly id: string;
	/** As typed on a command line after the file's name. */
	readonly args: string;
}

/** A file as the page shows it. */
export interface WorkspaceFile extends ProgramFile {
	readonly language: Language;
	readonly order: number;
	/** Its output is the one to look at first. */
	readonly watched: boolean;
	/** Differs from the lesson's text. */
	readonly edited: boolean;
	/** Not in the lesson. */
	readonly added: boolean;
}

interface Kept {
	readonly edits: Readonly<Record<string, string>>;
	/** Only of programs whose instances the learner changed. */
	readonly slots: Readonly<Record<string, readonly Slot[]>>;
	readonly active: string;
}

export class Workspace {
	readonly language: Language;
	#programs: readonly LessonProgram[] = $state.raw([]);
	#kept: Kept = $state.raw({ edits: {}, slots: {}, active: '' });
	readonly #store: Store;
	readonly #key: string;

	/** All files: the lesson's in its order, then those the learner added. */
	readonly files: readonly WorkspaceFile[] = $derived([
		...this.#programs.map((program) => this.#file(program)),
		...Object.entries(this.#kept.edits)
			.filter(([file]) => !this.#program(file))
			.map(([file, source]) => addedFile(file, source, this.language))
	]);
	/** Some file differs from the lesson. */
	readonly edited: boolean = $derived(this.files.some((file) => file.edited));

	constructor(slug: string, language: Language, store: Store) {
		this.language = language;
		this.#store = store;
		this.#key = `warren.lesson.${slug}.${language}`;
	}

	/** Takes the lesson's programs: at first, and again in another human language. Edits stay. */
	show(programs: readonly LessonProgram[]): void {
		this.#programs = programs.filter((program) => program.language === this.language);
	}

	/** Reads what was kept on earlier visits. */
	load(): void {
		const kept = this.#store.read(this.#key);
		if (isKept(kept)) this.#kept = kept;
	}

	/** Name of the file in the editor. */
	get active(): string {
		const named = this.files.find((file) => file.file === this.#kept.active);
		return (named ?? this.files[0])?.file ?? '';
	}
	set active(file: string) {
		this.#keep({ active: file });
	}

	/** Adds an empty file of the learner's own and opens it. Its name must be new. */
	add(file: string): void {
		this.#keep({ edits: { ...this.#kept.edits, [file]: '' }, active: file });
	}

	/** Gives a file that the learner added another name, which must be new. It keeps its place, text and instances. */
	rename(file: string, to: string): void {
		const renamed = <T>(of: Readonly<Record<string, T>>) =>
			Object.fromEntries(Object.entries(of).map(([name, value]) => [name === file ? to : name, value]));
		const slots = this.slots(file).map((slot) => ({ ...slot, id: to + slot.id.slice(file.length) }));
		this.#keep({
			edits: renamed(this.#kept.edits),
			slots: { ...renamed(this.#kept.slots), [to]: slots },
			active: this.active === file ? to : this.active
		});
	}

	/** Sets a file's text; a name the lesson doesn't have becomes a new file. */
	edit(file: string, source: string): void {
		const { [file]: _, ...others } = this.#kept.edits;
		const changed = source !== this.#program(file)?.source;
		this.#keep({ edits: changed ? { ...others, [file]: source } : others });
	}

	/** Back to the lesson's text and instances; a file the learner added goes. */
	reset(file: string): void {
		const { [file]: _edit, ...edits } = this.#kept.edits;
		const { [file]: _slots, ...slots } = this.#kept.slots;
		this.#keep({ edits, slots });
	}

	resetAll(): void {
		this.#keep({ edits: {}, slots: {} });
	}

	/** The instances of `file`, in order. */
	slots(file: string): readonly Slot[] {
		return this.#kept.slots[file] ?? this.#lessonSlots(file);
	}

	/** Those that Run starts: none of a program that the lesson leaves to the learner. */
	slotsOfRun(file: string): readonly Slot[] {
		return this.#program(file)?.instances.length === 0 ? [] : this.slots(file);
	}

	setArguments(file: string, slot: string, args: string): void {
		this.#setSlots(
			file,
			this.slots(file).map((each) => (each.id === slot ? { ...each, args } : each))
		);
	}

	/** Adds an instance, by default with the last one's arguments; returns its slot. */
	addSlot(file: string, args?: string): Slot {
		const slots = this.slots(file);
		const used = slots.map((each) => Number(each.id.slice(file.length + 1)));
		const slot = { id: `${file}:${Math.max(0, ...used) + 1}`, args: args ?? slots.at(-1)?.args ?? '' };
		this.#setSlots(file, [...slots, slot]);
		return slot;
	}

	removeSlot(file: string, slot: string): void {
		this.#setSlots(
			file,
			this.slots(file).filter((each) => each.id !== slot)
		);
	}

	#program(file: string): LessonProgram | undefined {
		return this.#programs.find((program) => program.file === file);
	}

	#file(program: LessonProgram): WorkspaceFile {
		const { file, language, order, watched } = program;
		const source = this.#kept.edits[file] ?? program.source;
		return { file, language, order, watched, source, edited: source !== program.source, added: false };
	}

	#lessonSlots(file: string): readonly Slot[] {
		const program = this.#program(file);
		if (!program) return [];
		const instances = program.instances.length > 0 ? program.instances : [[]];
		return instances.map((args, index) => ({ id: `${file}:${index + 1}`, args: joinArguments(args) }));
	}

	#setSlots(file: string, slots: readonly Slot[]): void {
		this.#keep({ slots: { ...this.#kept.slots, [file]: slots } });
	}

	#keep(change: Partial<Kept>): void {
		this.#kept = { ...this.#kept, ...change };
		this.#store.write(this.#key, this.#kept);
	}
}

/** Run starts none of it by itself; once it has instances, after all others. */
function addedFile(file: string, source: string, language: Language): WorkspaceFile {
	return {
		file,
		language,
		source,
		order: Number.MAX_SAFE_INTEGER,
		watched: false,
		edited: true,
		added: true
	};
}

function isKept(value: unknown): value is Kept {
	if (!isRecord(value)) return false;
	const { edits, slots, active } = value;
	return isRecord(edits) && isRecord(slots) && typeof active === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
