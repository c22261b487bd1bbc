/** What the charts in lessons draw, read from the history of the run at hand. */
import type { History } from './history';

/** A number that some program printed on a line of its own: `in series: 150 ms`. */
export interface PrintedTime {
	readonly label: string;
	readonly milliseconds: number;
}

/** How many messages were ready in a queue, from each moment (virtual milliseconds) to the next. */
export interface QueueLength {
	readonly queue: string;
	readonly points: readonly (readonly [at: number, ready: number])[];
}

/** Of several lines with one label the last counts. In order of printing, program by program. */
export function printedTimes({ programs }: History): PrintedTime[] {
	const times = new Map<string, number>();
	for (const { output } of programs) {
		for (const [, label = '', number] of output.matchAll(/^(.+): (\d+(?:\.\d+)?) ms$/gm))
			times.set(label, Number(number));
	}
	return Array.from(times, ([label, milliseconds]) => ({ label, milliseconds }));
}

/** Queues in which something was ever ready. */
export function queueLengths({ trace }: History): QueueLength[] {
	const names = new Map<number, string>();
	const ready = new Map<number, Set<number>>();
	const lengths = new Map<number, [number, number][]>();
	const change = (queue: number, at: number, act: (copies: Set<number>) => void): void => {
		const copies = ready.get(queue) ?? new Set();
		ready.set(queue, copies);
		act(copies);
		const points = lengths.get(queue) ?? [];
		lengths.set(queue, points);
		if (points.at(-1)?.[1] !== copies.size) points.push([at, copies.size]);
	};
	for (const event of trace) {
		if (event.type === 'queue.declared') names.set(event.queue, event.name);
		else if (event.type === 'copy.enqueued' || event.type === 'copy.requeued') {
			if (event.dueAt === undefined) change(event.queue, event.at, (copies) => copies.add(event.copy));
		} else if (event.type === 'copy.delivered' || event.type === 'copy.dropped')
			change(event.queue, event.at, (copies) => copies.delete(event.copy));
	}
	return Array.from(lengths, ([queue, points]) => ({ queue: names.get(queue) ?? '', points }));
}
