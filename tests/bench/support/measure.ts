/**
 * Measuring on a machine that does other things meanwhile: processor time rather than real time, contenders take
 * turns, and the quickest turn counts, for whatever else goes on can only slow one down. Each has processes of its own:
 * what a compiler makes of one contender's code, and the rubbish it leaves, are not another's.
 */
import { spawnSync } from 'node:child_process';

/** Does something a number of times. */
export type Contender = (times: number) => void;

/** Least length of one turn, in milliseconds. */
const TURN = 60;
const TURNS = 15;

/** Processes that each contender has, one after another. */
const PROCESSES = 3;

/**
 * Microseconds of processor time that each contender takes for doing its thing once, in its quickest turn, by name.
 * Runs the script anew for each process: there this makes and measures one contender, and doesn't return.
 */
export function compare(makers: Readonly<Record<string, () => Contender>>): Readonly<Record<string, number>> {
	const asked = makers[process.argv[2] ?? ''];
	if (asked) {
		console.log(quickest(asked()));
		process.exit();
	}
	const names = Object.keys(makers);
	const taken = new Map(names.map((name) => [name, [] as number[]]));
	for (let process_ = 0; process_ < PROCESSES; process_++)
		for (const name of names) taken.get(name)!.push(apart(name));
	return Object.fromEntries(names.map((name) => [name, Math.min(...taken.get(name)!)]));
}

function apart(name: string): number {
	const { stdout, status } = spawnSync(process.execPath, [...process.execArgv, process.argv[1]!, name], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit']
	});
	if (status !== 0) throw new Error(`${name} could not be measured`);
	return Number(stdout);
}

function quickest(contender: Contender): number {
	const size = sizeOfTurn(contender);
	const turns = Array.from({ length: TURNS }, () => timed(contender, size) / size);
	return Math.min(...turns) * 1000;
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
