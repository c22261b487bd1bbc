import { beforeEach, describe, expect, it } from 'vitest';
import { Progress, type ProgressStorage } from './progress.svelte';

class MemoryStorage implements ProgressStorage {
	readonly items = new Map<string, string>();
	getItem = (key: string): string | null => this.items.get(key) ?? null;
	setItem = (key: string, value: string): void => void this.items.set(key, value);
}

describe('progress', () => {
	let storage: MemoryStorage;
	beforeEach(() => {
		storage = new MemoryStorage();
	});

	it('begins with nothing done', () => {
		const progress = new Progress(storage);
		expect(progress.last).toBeNull();
		expect(progress.tasksDone('hello')).toEqual([]);
		expect(progress.prediction('hello', 'who')).toBeNull();
	});

	it('is the same after the page is closed and opened', () => {
		const before = new Progress(storage);
		before.visit('hello');
		before.predict('hello', 'who', 'one');
		before.answer('hello', { who: 'all' });
		before.finishTask('hello', 'first');
		before.finishTask('routing', 'second');
		const after = new Progress(storage);
		expect(after.last).toBe('hello');
		expect(after.prediction('hello', 'who')).toBe('one');
		expect(after.answers('hello')).toEqual({ who: 'all' });
		expect(after.tasksDone('hello')).toEqual(['first']);
		expect(after.tasksDone('routing')).toEqual(['second']);
	});

	it('counts a task once', () => {
		const progress = new Progress(storage);
		progress.finishTask('hello', 'first');
		progress.finishTask('hello', 'first');
		expect(progress.tasksDone('hello')).toEqual(['first']);
	});

	it('lets a prediction be changed', () => {
		const progress = new Progress(storage);
		progress.predict('hello', 'who', 'one');
		progress.predict('hello', 'who', 'all');
		expect(progress.prediction('hello', 'who')).toBe('all');
	});

	it('keeps the first answer that a run gave', () => {
		const progress = new Progress(storage);
		progress.answer('hello', { who: 'one' });
		progress.answer('hello', { who: 'all', when: 'now' });
		expect(progress.answers('hello')).toEqual({ who: 'one', when: 'now' });
	});

	it('forgets one lesson and keeps the others', () => {
		const progress = new Progress(storage);
		progress.finishTask('hello', 'first');
		progress.finishTask('routing', 'first');
		progress.forget('hello');
		expect(progress.tasksDone('hello')).toEqual([]);
		expect(progress.tasksDone('routing')).toEqual(['first']);
	});

	it('forgets everything', () => {
		const progress = new Progress(storage);
		progress.visit('hello');
		progress.finishTask('hello', 'first');
		expect(progress.begun).toBe(true);
		progress.forgetAll();
		expect(progress.begun).toBe(false);
		expect(new Progress(storage).last).toBeNull();
	});

	it('goes to another browser as a text', () => {
		const here = new Progress(storage);
		here.finishTask('hello', 'first');
		here.predict('routing', 'who', 'one');
		const there = new Progress(new MemoryStorage());
		there.finishTask('routing', 'second');
		expect(there.import(here.exported())).toBe(true);
		expect(there.tasksDone('hello')).toEqual(['first']);
		expect(there.tasksDone('routing')).toEqual([]);
		expect(there.prediction('routing', 'who')).toBe('one');
	});

	it('takes in nothing else', () => {
		const progress = new Progress(storage);
		progress.finishTask('hello', 'first');
		for (const text of ['', '{', '[]', '{"lessons":{"hello":{}}}']) expect(progress.import(text)).toBe(false);
		expect(progress.tasksDone('hello')).toEqual(['first']);
	});

	it.each(['{', '7', '[]', '{"lessons":[]}', '{"lessons":{"hello":{"tasks":"all","predictions":{}}}}'])(
		'begins afresh when what was saved is %s',
		(saved) => {
			storage.setItem('warren.progress', saved);
			expect(new Progress(storage).tasksDone('hello')).toEqual([]);
		}
	);

	it('lasts as long as the page where nothing may be saved', () => {
		const denied = new Progress({
			getItem: () => {
				throw new Error('denied');
			},
			setItem: () => {
				throw new Error('denied');
			}
		});
		denied.finishTask('hello', 'first');
		expect(denied.tasksDone('hello')).toEqual(['first']);
	});
});
