/**
 * One visit to one lesson: its workspace, its lab, and what Run means. It belongs to the lesson, not to the
 * human language the page is in, so switching that leaves everything running.
 */
import { Lab, type ClockReading, type ProgramRun } from '$lib/lab/lab.svelte';
import { enabledLanguages, stem } from '$lib/lessons/languages';
import type { LessonProgram } from '$lib/lessons/lesson';
import { NO_NEEDS, type Needs } from '$lib/network/needs';
import type { Speed } from '$lib/network/protocol';
import { whenIdle } from '$lib/programs/idle';
import { prefetch } from '$lib/programs/launch';
import type { Language } from '$lib/programs/program';
import { pythonWaiting } from '$lib/programs/python/support';
import { splitArguments } from '../arguments';
import type { Preferences } from '../preferences.svelte';
import type { Store } from '../store.svelte';
import { Playhead } from './playhead.svelte';
import { Workspace, type Slot, type WorkspaceFile } from '../workspace.svelte';

declare global {
	interface Window {
		/** The lab of the lesson in front, for the curious at the browser's console: `warren.trace.events`. */
		warren?: Lab;
	}
}

/** What stands beside the outputs of programs. */
export type Tool = 'console' | 'broker' | 'wire';

export class LessonSession {
	/** The simulation; null until `open`, as in a prerendered page. */
	lab: Lab | null = $state.raw(null);
	/** Programming languages this lesson has programs in, the one to begin with first. */
	languages: readonly Language[] = $state.raw([]);
	/** Which moment of the simulation the page shows; there as long as the lab is. */
	playhead: Playhead | null = $state.raw(null);
	/** The run whose output was asked for; null for the one to watch. */
	shown: string | null = $state.raw(null);
	/** The tool in front of the outputs; null for the outputs themselves. */
	tool: Tool | null = $state(null);
	/** A command that the console is to enter. */
	command: string | null = $state(null);

	readonly slug: string;
	readonly #preferences: Preferences;
	readonly #store: Store;
	readonly #workspaces = new Map<Language, Workspace>();
	/** Which run each slot started last. */
	#runOfSlot: Readonly<Record<string, string>> = $state.raw({});
	/** Counts presses of Run, Stop all and Reset, so that a superseded one starts nothing more. */
	#turn = 0;

	/** The language in front: the reader's wish, where the lesson has it. */
	readonly language: Language = $derived.by(() => {
		const wished = this.#preferences.language;
		return this.languages.includes(wished) ? wished : (this.languages[0] ?? 'javascript');
	});
	/** This browser has no way to run programs in the language in front. Known once the page is alive. */
	readonly unsupported: boolean = $derived(
		this.lab !== null && this.language === 'python' && !pythonWaiting()
	);
	/** Files of all languages: an editor that has them all shows each where it was left. */
	readonly allFiles: readonly WorkspaceFile[] = $derived(
		this.languages.flatMap((language) => this.#workspaces.get(language)?.files ?? [])
	);
	/** All instances of this simulation, in order of starting. */
	readonly runs: readonly ProgramRun[] = $derived(this.lab?.runs ?? []);
	/** The run whose output is in front: the one asked for, else the one to watch, else the first. */
	readonly front: ProgramRun | undefined = $derived(
		this.runs.find(({ id }) => id === this.shown) ??
			this.runs.find(({ file }) => this.allFiles.some((each) => each.file === file && each.watched)) ??
			this.runs[0]
	);
	/** Some program is starting or running. */
	readonly running: boolean = $derived(this.runs.some(isAlive));
	readonly clock: ClockReading = $derived.by(
		() => this.lab?.clock ?? { now: 0, speed: this.#preferences.speed, paused: false }
	);

	constructor(
		slug: string,
		preferences: Preferences,
		store: Store,
		private readonly needs: Needs = NO_NEEDS
	) {
		this.slug = slug;
		this.#preferences = preferences;
		this.#store = store;
	}

	/** Takes the lesson's programs: at first, and again in another human language. */
	show(programs: readonly LessonProgram[]): void {
		const languages = enabledLanguages.filter((each) => programs.some(({ language }) => language === each));
		this.languages = languages;
		for (const language of languages) {
			const workspace = this.#workspaces.get(language) ?? new Workspace(this.slug, language, this.#store);
			this.#workspaces.set(language, workspace);
			workspace.show(programs);
		}
	}

	/** Reads what the learner left here earlier and starts the simulation's worker. Browser only. */
	open(): void {
		for (const workspace of this.#workspaces.values()) workspace.load();
		// The layout, which also does this, comes alive after the page in it.
		this.#preferences.load();
		this.lab = new Lab({ speed: this.#preferences.speed, needs: this.needs });
		this.playhead = new Playhead(this.lab);
		window.warren = this.lab;
		// By then the page is alive, and the reader's wish is known.
		whenIdle(() => {
			if (this.lab) void prefetch(this.language);
		});
	}

	/** Ends every worker. */
	close(): void {
		this.#turn++;
		this.lab?.dispose();
		this.lab = null;
		this.playhead = null;
		delete window.warren;
	}

	/** The files in front. */
	get workspace(): Workspace {
		const workspace = this.#workspaces.get(this.language);
		if (!workspace) throw new Error(`lesson ${this.slug} has no programs`);
		return workspace;
	}

	/** Puts another language in front, with the same program open: `worker.js` for `worker.py`. */
	choose(language: Language): void {
		const open = stem(this.workspace.active);
		this.#preferences.language = language;
		void prefetch(language);
		const same = this.workspace.files.find(({ file }) => stem(file) === open);
		if (same) this.workspace.active = same.file;
	}

	/** Takes a change of any language's file. */
	edit(file: string, source: string): void {
		const { language } = this.allFiles.find((each) => each.file === file) ?? this;
		this.#workspaces.get(language)?.edit(file, source);
	}

	/** A fresh broker, then the instances of every program that Run starts: lower orders first, each order settled before the next. */
	async run(): Promise<void> {
		if (this.unsupported) return;
		const turn = ++this.#turn;
		await this.#clear();
		if (turn !== this.#turn) return;
		const { workspace } = this;
		const orders = [...new Set(workspace.files.map((file) => file.order))].sort((a, b) => a - b);
		for (const order of orders) {
			for (const { file } of workspace.files.filter((each) => each.order === order)) {
				for (const slot of workspace.slotsOfRun(file)) void this.start(file, slot);
			}
			this.lab?.barrier();
		}
	}

	stopAll(): void {
		this.#turn++;
		this.lab?.stopAll();
	}

	/** Stops everything and leaves an empty broker at time 0. */
	async reset(): Promise<void> {
		this.#turn++;
		await this.#clear();
	}

	/** Starts one instance beside whatever runs; settles when it runs, or could not be loaded. */
	async start(file: string, slot: Slot): Promise<void> {
		const { files } = this.workspace;
		const program = files.find((each) => each.file === file);
		if (!program || !this.lab) return;
		const started = this.lab.start(program, splitArguments(slot.args), files);
		// The lab lists a run as soon as it is asked for; the slot shows it from then on.
		const id = this.lab.runs.at(-1)?.id ?? null;
		if (id !== null) this.#runOfSlot = { ...this.#runOfSlot, [slot.id]: id };
		// When it can't be loaded, its output says why.
		await started.catch(() => {});
	}

	/** Starts one instance with its output in front, from its first moment. */
	startAlone(file: string, slot: Slot): void {
		void this.start(file, slot);
		this.showRun(this.runOf(slot)?.id ?? this.shown);
	}

	/** Puts the output of a run in front. */
	showRun(id: string | null): void {
		this.shown = id;
		this.tool = null;
	}

	/** Starts a program as typed in the console; its run's id, null when there is no such file. */
	startTyped(file: string, args: readonly string[]): string | null {
		const program = this.allFiles.find((each) => each.file === file);
		if (!program || !this.lab) return null;
		void this.lab.start(program, args, this.allFiles).catch(() => {});
		return this.lab.runs.at(-1)?.id ?? null;
	}

	/** Enters a command at the console, and shows it there. */
	enter(command: string): void {
		if (!this.lab) return;
		this.command = command;
		this.tool = 'console';
	}

	/** One more instance of `file`, started at once; by default with the arguments of the last. */
	startAnother(file: string, args?: string): void {
		this.startAlone(file, this.workspace.addSlot(file, args));
	}

	/** What a slot started last, undefined when nothing in this simulation. */
	runOf(slot: Slot): ProgramRun | undefined {
		const id = this.#runOfSlot[slot.id];
		return this.runs.find((run) => run.id === id);
	}

	/** How a run is called: its file, and where there are several of it what tells it apart: its arguments, or its number. */
	nameOf(run: ProgramRun): string {
		const others = this.runs.filter((other) => other.file === run.file && other.id !== run.id);
		if (others.length === 0) return run.file;
		const words = run.args.join(' ');
		const alone = words !== '' && others.every((other) => other.args.join(' ') !== words);
		return alone ? `${run.file} ${words}` : `${run.file} #${run.instance}`;
	}

	setSpeed(speed: Speed): void {
		this.#preferences.speed = speed;
		this.lab?.setSpeed(speed);
	}

	async #clear(): Promise<void> {
		this.#runOfSlot = {};
		this.shown = null;
		this.playhead?.forget();
		await this.lab?.reset();
	}
}

/** It has not ended yet. */
export function isAlive(run: ProgramRun): boolean {
	return run.status === 'booting' || run.status === 'running';
}
