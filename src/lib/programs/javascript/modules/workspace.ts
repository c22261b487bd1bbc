/** The files a program can import: the learner's own, and amqplib as npm installs it. */
import type { ProgramFile } from '../../program';
import { HOME } from '../realm';

export class Workspace {
	readonly #files = new Map<string, string>();

	/** `packages`: texts by path below `node_modules`, such as `amqplib/lib/connect.js`. */
	constructor(own: readonly ProgramFile[], packages: Readonly<Record<string, string>>) {
		for (const [path, text] of Object.entries(packages))
			this.#files.set(`${HOME}/node_modules/${path}`, text);
		for (const { file, source } of own) this.#files.set(`${HOME}/${file}`, source);
	}

	has(path: string): boolean {
		return this.#files.has(path);
	}

	read(path: string): string {
		const text = this.#files.get(path);
		if (text === undefined) throw new Error(`no such file: ${path}`);
		return text;
	}

	/** Some file lies in that folder. */
	isFolder(path: string): boolean {
		const prefix = path === '/' ? path : `${path}/`;
		return [...this.#files.keys()].some((file) => file.startsWith(prefix));
	}
}
