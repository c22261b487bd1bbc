/** How this reader likes the page: theme, panes, speed, programming language. Remembered in the browser. */
import { MediaQuery } from 'svelte/reactivity';
import type { Speed } from '$lib/network/protocol';
import type { Language } from '$lib/programs/program';
import { store, type Store } from './store.svelte';

export type Theme = 'auto' | 'light' | 'dark';

/** Also read by the inline script of app.html, which must know the theme before the first paint. */
const KEY = 'warren.preferences';

interface Kept {
	readonly theme: Theme;
	readonly speed: Speed;
	readonly language: Language;
	/** Share of the first pane in each split, 0–1, by the split's name. */
	readonly splits: Readonly<Record<string, number>>;
}

const DEFAULTS: Kept = { theme: 'auto', speed: 1, language: 'python', splits: {} };

export class Preferences {
	#kept: Kept = $state.raw(DEFAULTS);
	readonly #store: Store;
	readonly #dark = new MediaQuery('(prefers-color-scheme: dark)', false);

	constructor(store: Store) {
		this.#store = store;
	}

	/** Reads what was kept. Called once the page is alive, so that it first agrees with the prerendered one. */
	load(): void {
		const kept = this.#store.read(KEY);
		if (typeof kept === 'object' && kept !== null) this.#kept = { ...DEFAULTS, ...kept };
	}

	get theme(): Theme {
		return this.#kept.theme;
	}
	set theme(theme: Theme) {
		this.#keep({ theme });
	}

	/** The theme in effect, with `auto` resolved. */
	get shade(): 'light' | 'dark' {
		if (this.theme !== 'auto') return this.theme;
		return this.#dark.current ? 'dark' : 'light';
	}

	get speed(): Speed {
		return this.#kept.speed;
	}
	set speed(speed: Speed) {
		this.#keep({ speed });
	}

	/** The programming language wished for; a lesson that lacks it shows another. */
	get language(): Language {
		return this.#kept.language;
	}
	set language(language: Language) {
		this.#keep({ language });
	}

	/** Share of the first pane, 0–1; undefined when never moved. */
	split(name: string): number | undefined {
		return this.#kept.splits[name];
	}
	setSplit(name: string, share: number): void {
		this.#keep({ splits: { ...this.#kept.splits, [name]: share } });
	}

	#keep(change: Partial<Kept>): void {
		this.#kept = { ...this.#kept, ...change };
		this.#store.write(KEY, this.#kept);
	}
}

export const preferences = new Preferences(store);
