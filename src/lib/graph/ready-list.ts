/**
 * The ready copies of one queue in the order they will leave: a double-ended list as plain data, so that a
 * queue of 100,000 costs the same per event as a queue of ten.
 */

/** `ids[head]` is next to leave; what lies before `head` has left already. */
export interface ReadyList {
	ids: number[];
	head: number;
}

const COMPACT_AFTER = 64;

export const emptyReadyList = (): ReadyList => ({ ids: [], head: 0 });

export const readyCount = (list: ReadyList): number => list.ids.length - list.head;

/** The first `count` ids, next to leave first. */
export const firstReady = (list: ReadyList, count: number): number[] =>
	list.ids.slice(list.head, list.head + count);

export const cloneReadyList = (list: ReadyList): ReadyList => ({ ids: list.ids.slice(list.head), head: 0 });

/** Adds `id` before the first one that `precedes` it no longer; costs nothing when its place is the tail. */
export function insertReady(
	list: ReadyList,
	id: number,
	precedes: (other: number, id: number) => boolean
): void {
	let low = list.head;
	let high = list.ids.length;
	if (high === low || precedes(list.ids[high - 1]!, id)) {
		list.ids.push(id);
		return;
	}
	while (low < high) {
		const middle = (low + high) >> 1;
		if (precedes(list.ids[middle]!, id)) low = middle + 1;
		else high = middle;
	}
	if (low === list.head && list.head > 0) list.ids[--list.head] = id;
	else list.ids.splice(low, 0, id);
}

/** Takes `id` out, wherever it stands; cheap at the head, where nearly all of them stand. False if absent. */
export function removeReady(list: ReadyList, id: number): boolean {
	if (list.ids[list.head] === id) {
		list.head++;
		compact(list);
		return true;
	}
	const index = list.ids.indexOf(id, list.head);
	if (index < 0) return false;
	list.ids.splice(index, 1);
	return true;
}

function compact(list: ReadyList): void {
	if (list.head < COMPACT_AFTER || list.head * 2 < list.ids.length) return;
	list.ids.splice(0, list.head);
	list.head = 0;
}
