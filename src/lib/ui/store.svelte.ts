/**
 * What the page remembers between visits. Storage can be full, or blocked by the browser; then everything still
 * works for this session, and `trouble` tells the page to say so.
 */
export class Store {
	/** Why the last write was not kept beyond this session; null while all is well. */
	trouble: 'full' | 'blocked' | null = $state(null);
	/** What was written in this session, kept whether or not storage took it. */
	readonly #session = new Map<string, string>();
	readonly #backing: () => Storage;

	/** @param backing gives the storage, or throws when the browser withholds it. */
	constructor(backing: () => Storage) {
		this.#backing = backing;
	}

	/** The value written last, undefined when there is none or it can't be read. The caller checks its shape. */
	read(key: string): unknown {
		const text = this.#session.get(key) ?? this.#stored(key);
		try {
			return text === null ? undefined : JSON.parse(text);
		} catch {
			return undefined;
		}
	}

	/** Keeps a JSON value. Never throws. */
	write(key: string, value: unknown): void {
		const text = JSON.stringify(value);
		this.#session.set(key, text);
		try {
			this.#backing().setItem(key, text);
			this.trouble = null;
		} catch (error) {
			this.trouble =
				error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
		}
	}

	#stored(key: string): string | null {
		try {
			return this.#backing().getItem(key);
		} catch {
			return null;
		}
	}
}

/** The browser's own. */
export const store = new Store(() => localStorage);
