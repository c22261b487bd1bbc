import { expect, it } from 'vitest';
import { Doorway } from './doorway.svelte';

const crowd = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

it('lets a crowd in a few at a time, in order', () => {
	const door = new Doorway<number>(4);
	const wanted = crowd(10);
	door.admit(wanted);
	expect(door.admitted).toEqual([0, 1, 2, 3]);
	door.admit(wanted);
	door.admit(wanted);
	expect(door.admitted).toEqual(wanted);
});

it('keeps who stays, and sees out at once who leaves', () => {
	const door = new Doorway<number>(4);
	door.admit(crowd(4));
	door.admit(crowd(6, 2));
	expect(door.admitted).toEqual([2, 3, 4, 5, 6, 7]);
	door.admit([7]);
	expect(door.admitted).toEqual([7]);
});

it('changes nothing once all are in', () => {
	const door = new Doorway<number>(4);
	const wanted = crowd(3);
	door.admit(wanted);
	const before = door.admitted;
	door.admit(wanted);
	door.admit([...wanted]);
	expect(door.admitted).toBe(before);
});
