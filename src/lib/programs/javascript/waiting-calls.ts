/**
 * Which line asked for what amqplib sends later. One call at a time may wait for its answer on a channel; others wait in
 * the channel's list `pending`, and are sent from there when nothing of the program is on the stack any more. So that
 * list notes who puts something into it, and says so when it is taken out. To the program it is the same array.
 */
import { programLine } from './errors/caller';
import { sendFor } from './node/written-lines';

/** Every channel's list from now on. `prototype`: that of amqplib's `Channel`, whose constructor sets the list. */
export function noteWaitingCalls(prototype: object): void {
	Object.defineProperty(prototype, 'pending', {
		configurable: true,
		set(this: object, value: object[]) {
			Object.defineProperty(this, 'pending', {
				...{ value: noting(value), writable: true, enumerable: true, configurable: true }
			});
		}
	});
}

function noting(calls: object[]): object[] {
	const lines = new WeakMap<object, number>();
	const push = (call: object): number => {
		lines.set(call, programLine());
		return Array.prototype.push.call(calls, call);
	};
	const shift = (): object | undefined => {
		const call = Array.prototype.shift.call(calls) as object | undefined;
		if (call) sendFor(lines.get(call) ?? 0);
		return call;
	};
	return Object.defineProperties(calls, { push: { value: push }, shift: { value: shift } });
}
