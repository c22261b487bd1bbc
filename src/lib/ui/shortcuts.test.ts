import { describe, expect, it } from 'vitest';
import { globalCommand, plainCommand, type KeyPress } from './shortcuts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
	key,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	shiftKey: false,
	...held
});

describe('keys', () => {
	it.each([
		[press('Enter', { ctrlKey: true }), 'run'],
		[press('Enter', { metaKey: true }), 'run'],
		[press('.', { ctrlKey: true }), 'stop'],
		[press('Enter'), null],
		[press('Enter', { ctrlKey: true, shiftKey: true }), null]
	])('everywhere: %o asks for %s', (key, command) => {
		expect(globalCommand(key)).toBe(command);
	});

	it.each([
		[press(' '), 'pause'],
		[press('ArrowRight'), 'step'],
		[press('ArrowLeft'), 'back'],
		[press('.'), 'nextMark'],
		[press(','), 'previousMark'],
		[press('End'), 'present'],
		[press('?', { shiftKey: true }), 'help'],
		[press('ArrowRight', { altKey: true }), null],
		[press('x'), null]
	])('outside of fields: %o asks for %s', (key, command) => {
		expect(plainCommand(key)).toBe(command);
	});
});
