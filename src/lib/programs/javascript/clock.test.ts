import { expect, test } from 'vitest';
import { PATIENCE } from '../../network/protocol';
import { Clock } from './clock';

function clockAt() {
	const real = { now: 0 };
	const clock = new Clock(() => real.now);
	return { real, clock };
}

test('a world with more patience makes the clock stand still longer', () => {
	const { real, clock } = clockAt();
	clock.patience = 10 * PATIENCE;
	clock.set(0);
	real.now = 10 * PATIENCE;
	expect(clock.now()).toBe(0);
	real.now = 10 * PATIENCE + 1;
	expect(clock.now()).toBe(1);
});

test('time stands still for the first real milliseconds of a turn, then goes on at the speed', () => {
	const { real, clock } = clockAt();
	clock.speed = 4;
	clock.set(1000);
	real.now = PATIENCE;
	expect(clock.now()).toBe(1000);
	real.now = PATIENCE + 10;
	expect(clock.now()).toBe(1040);
});

test('at instant speed a long turn goes on at real pace', () => {
	const { real, clock } = clockAt();
	clock.speed = 'instant';
	clock.set(0);
	real.now = PATIENCE + 30;
	expect(clock.now()).toBe(30);
});

test('it never goes back, even when the world says an earlier time than a long turn has reached', () => {
	const { real, clock } = clockAt();
	clock.set(100);
	real.now = PATIENCE + 200;
	expect(clock.now()).toBe(300);
	clock.set(120);
	expect(clock.now()).toBe(300);
});

test('before the world has said what time it is, no time passes', () => {
	const { real, clock } = clockAt();
	real.now = 100_000;
	expect(clock.now()).toBe(0);
	clock.set(7);
	expect(clock.now()).toBe(7);
});

test('dates are whole milliseconds since 1970', () => {
	const { clock } = clockAt();
	clock.epoch = 1_700_000_000_000;
	clock.set(12.75);
	expect(clock.date()).toBe(1_700_000_000_012);
});
