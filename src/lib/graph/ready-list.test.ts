import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyReadyList, firstReady, insertReady, readyCount, removeReady } from './ready-list';

it('keeps order through any arrivals, departures and returns', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.constantFrom('arrive', 'head', 'any', 'return'), fc.nat(400))),
			(steps) => {
				const list = emptyReadyList();
				const away: number[] = [];
				let model: number[] = [];
				let next = 0;
				const insert = (id: number) => {
					insertReady(list, id, (other, one) => other < one);
					model = [...model, id].sort((a, b) => a - b);
				};
				const remove = (id: number) => {
					expect(removeReady(list, id)).toBe(true);
					model = model.filter((other) => other !== id);
					away.push(id);
				};
				for (const [step, choice] of steps) {
					if (step === 'arrive') insert(next++);
					else if (step === 'head' && model.length > 0) remove(model[0]!);
					else if (step === 'any' && model.length > 0) remove(model[choice % model.length]!);
					else if (step === 'return' && away.length > 0) insert(away.splice(choice % away.length, 1)[0]!);
					expect(readyCount(list)).toBe(model.length);
					expect(firstReady(list, 10)).toEqual(model.slice(0, 10));
				}
			}
		)
	);
});

it('says when there is nothing to take out', () => {
	expect(removeReady(emptyReadyList(), 1)).toBe(false);
});
