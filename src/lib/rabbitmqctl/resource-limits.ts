/** Memory and disk thresholds: which the tools take, and what they bring about. */
import type { Broker } from '../broker';
import { badArgument, checkCount, type Call, type Invalid } from './command';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** Whole bytes, which may be fewer than none, or with a unit. */
const SIZE = /^([+-]?\d+(?=$)|\d+)([a-zA-Z]*)$/;
const UNITS = ['', 'k', 'kib', 'ki', 'kb', 'm', 'mib', 'mi', 'mb', 'g', 'gib', 'gi', 'gb'];

function sizeProblem(size: string): Invalid | null {
	const unit = SIZE.exec(size)?.[2];
	if (unit === undefined) return badArgument('.');
	return UNITS.includes(unit.toLowerCase()) ? null : badArgument(': Invalid units.');
}

/** What is wrong with the words of set_vm_memory_high_watermark. */
export function watermarkProblem({ words }: Call): Invalid | null {
	const [first = '', size = ''] = words;
	if (first === 'absolute') return checkCount(words, 2) ?? sizeProblem(size);
	const counted = checkCount(words, 1);
	if (counted) return counted;
	if (!NUMBER.test(first)) return badArgument('.');
	const fraction = Number(first);
	const fits = fraction >= 0 && fraction <= 1;
	return fits ? null : badArgument(': The threshold should be a fraction between 0.0 and 1.0');
}

/** What is wrong with the words of set_disk_free_limit. */
export function diskLimitProblem({ words }: Call): Invalid | null {
	const [first = '', fraction = ''] = words;
	if (first === 'mem_relative')
		return checkCount(words, 2) ?? (NUMBER.test(fraction) ? null : badArgument('.'));
	return checkCount(words, 1) ?? sizeProblem(first);
}

/**
 * A node always uses some memory, so a threshold of nothing raises the memory alarm (C32): that is how one is
 * shown. Any other clears it.
 */
export function setMemoryWatermark(broker: Broker, words: readonly string[]): void {
	const amount = words[1] ?? words[0]!;
	broker.setAlarm('memory', Number.parseFloat(amount) === 0);
}

/** What the node's disk has free, in gigabytes. */
const FREE_DISK = 80;
const MEMORY = 24;
/** Gigabytes in each unit; a K, M or G without a B is a binary one, and so near enough. */
const GIGABYTES: Readonly<Record<string, number>> = { '': 1e-9, k: 1e-6, m: 1e-3, g: 1 };

/** A limit above what is free raises the disk alarm (C32); any other clears it. */
export function setDiskLimit(broker: Broker, [first = '', fraction]: readonly string[]): void {
	const [, amount, unit = ''] = SIZE.exec(first) ?? [];
	const size = Number(amount) * GIGABYTES[unit.slice(0, 1).toLowerCase()]!;
	const limit = fraction === undefined ? size : Number(fraction) * MEMORY;
	broker.setAlarm('disk', limit > FREE_DISK);
}
