/**
 * Measuring on a machine that does other things meanwhile: processor time rather than real time, contenders take
 * turns, and the quickest turn counts, for whatever else goes on can only slow one down.
 */

/** Does something a number of times. */
export type Contender = (times: number) => void;

/** Least length of one turn, in milliseconds. */
const TURN = 60;
const TURNS = 15;

/** Microseconds of processor time that each contender takes for doing its thing once, in its quickest turn. */
export function compare(...contenders: readonly Contender[]): number[] {
	const sizes = contenders.map(sizeOfTurn);
	const taken = contenders.map((): number[] => []);
	for (let turn = 0; turn < TURNS; turn++)
		for (const [index, contender] of contenders.entries())
			taken[index]!.push(timed(contender, sizes[index]!) / sizes[index]!);
	return taken.map((each) => Math.min(...each) * 1000);
}

export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Milliseconds of processor time. */
export function timed(contender: Contender, times: number): number {
	const began = process.cpuUsage();
	contender(times);
	const { user, system } = process.cpuUsage(began);
	return (user + system) / 1000;
}

/** How often a contender must go for a turn to be long enough. Finding out warms it up. */
function sizeOfTurn(contender: Contender): number {
	for (let times = 16; ; times *= 2) if (timed(contender, times) >= TURN) return times;
}
