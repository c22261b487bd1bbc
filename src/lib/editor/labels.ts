/** Words the editor shows or speaks. They come from the page's catalogue; this room holds none of its own. */
export interface EditorLabels {
	/** Accessible name of the code area, e.g. "Code of worker.js". */
	readonly code: (file: string) => string;
	/** How to leave it by keyboard: "Press Escape, then Tab, to leave the editor". */
	readonly leave: string;
	/** Names of the commands in the editor's own menu. */
	readonly run: string;
	readonly stop: string;
	/** Quiet notice when the full editor can't be had (offline, blocked): the plain one stays and works. */
	readonly plain: string;
}

export interface DiffLabels {
	/** Accessible name of the whole, e.g. "Changes to worker.js". */
	readonly changes: string;
	readonly removed: string;
	readonly added: string;
	/** Stands for unchanged lines that are left out. */
	readonly skipped: (lines: number) => string;
	/** Shown when there is no difference. */
	readonly none: string;
}
