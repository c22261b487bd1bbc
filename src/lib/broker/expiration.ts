/** The `expiration` property: milliseconds as text (H23). */
import { preconditionFailed } from './errors';
import { objectToTime } from './queues/arguments';

/** Milliseconds, Infinity when absent. Throws H23. */
export function parseExpiration(expiration: string | undefined): number {
	if (expiration === undefined) return Infinity;
	const [, digits, rest] = /^([+-]?\d+)?([^]*)$/.exec(expiration)!;
	const objection =
		digits === undefined
			? 'no_integer'
			: rest !== ''
				? `{leftover_string,${JSON.stringify(rest)}}`
				: objectToTime(BigInt(digits));
	if (objection) throw preconditionFailed(`invalid expiration '${expiration}': ${objection}`);
	return Number(digits);
}
