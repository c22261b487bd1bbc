/** What is wrong with limits that somebody wants to set, in the node's words. */
import { erlangValue } from '../broker';
import type { Json } from './lenient-json';

export function isRecord(value: Json): value is Readonly<Record<string, Json>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first thing wrong with limits, or null; `where` is what the node calls the set. */
export function limitProblem(limits: Json, known: readonly string[], where: string): string | null {
	if (Array.isArray(limits)) return unrecognised(limits.map(erlangValue), where);
	if (!isRecord(limits)) return `${where} not a list ${erlangValue(limits)}`;
	const entries = Object.entries(limits);
	for (const [name, value] of entries)
		if (known.includes(name) && typeof value !== 'number')
			return `${name} should be a number, actually was ${erlangValue(value)}`;
	const strange = entries.filter(([name]) => !known.includes(name));
	return unrecognised(
		strange.map(([name, value]) => `{${erlangValue(name)},${erlangValue(value)}}`),
		where
	);
}

function unrecognised(terms: readonly string[], where: string): string | null {
	return terms.length === 0 ? null : `Unrecognised terms [${terms.join(',')}] in ${where}`;
}
