/** `node:perf_hooks`: `performance` on the virtual clock. */
import { clock } from '../realm';

export interface Entry {
	readonly name: string;
	readonly entryType: 'mark' | 'measure';
	/** Milliseconds since the program began. */
	readonly startTime: number;
	readonly duration: number;
}

let entries: Entry[] = [];

function now(): number {
	return clock.now() - clock.origin;
}

function timeOf(mark: string | number | undefined, otherwise: number): number {
	if (typeof mark === 'number') return mark;
	if (mark === undefined) return otherwise;
	const found = entries.findLast((entry) => entry.name === mark && entry.entryType === 'mark');
	if (!found) throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
	return found.startTime;
}

export const performance = {
	now,
	get timeOrigin(): number {
		return clock.epoch + clock.origin;
	},
	mark(name: string): Entry {
		const entry: Entry = { name, entryType: 'mark', startTime: now(), duration: 0 };
		entries.push(entry);
		return entry;
	},
	measure(
		name: string,
		start?: string | { start?: string | number; end?: string | number },
		end?: string
	): Entry {
		const range = typeof start === 'object' ? start : { start, end };
		const startTime = timeOf(range.start, 0);
		const duration = timeOf(range.end, now()) - startTime;
		const entry: Entry = { name, entryType: 'measure', startTime, duration };
		entries.push(entry);
		return entry;
	},
	getEntries: (): Entry[] => [...entries],
	getEntriesByName: (name: string): Entry[] => entries.filter((entry) => entry.name === name),
	getEntriesByType: (type: string): Entry[] => entries.filter((entry) => entry.entryType === type),
	clearMarks(name?: string): void {
		entries = entries.filter(
			(entry) => entry.entryType !== 'mark' || (name !== undefined && entry.name !== name)
		);
	},
	clearMeasures(name?: string): void {
		entries = entries.filter(
			(entry) => entry.entryType !== 'measure' || (name !== undefined && entry.name !== name)
		);
	},
	timerify: <F>(callback: F): F => callback,
	eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
	toJSON: () => ({ timeOrigin: clock.epoch + clock.origin })
};
Object.defineProperty(performance, Symbol.toStringTag, { value: 'Performance' });

export default { performance };
