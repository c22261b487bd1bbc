import { beforeEach, describe, expect, it } from 'vitest';
import type { LessonProgram } from '$lib/lessons/lesson';
import { Store } from './store.svelte';
import { Workspace } from './workspace.svelte';

const program = (file: string, source: string, instances: string[][] = [[]]): LessonProgram => ({
	file,
	source,
	language: 'javascript',
	instances,
	order: 1,
	watched: false
});
const PROGRAMS = [program('send.js', 'send'), program('worker.js', 'work', [['a'], ['b c']])];

/** A browser's storage that can be made to refuse. */
class FakeStorage {
	readonly items = new Map<string, string>();
	refusal: DOMException | null = null;
	getItem = (key: string) => this.items.get(key) ?? null;
	setItem = (key: string, value: string) => {
		if (this.refusal) throw this.refusal;
		this.items.set(key, value);
	};
}

let storage: FakeStorage;
let store: Store;

function open(): Workspace {
	const workspace = new Workspace('hello', 'javascript', store);
	workspace.show(PROGRAMS);
	workspace.load();
	return workspace;
}

/** As after a reload: nothing is left but what storage holds. */
function reload(): Workspace {
	store = new Store(() => storage as unknown as Storage);
	return open();
}

beforeEach(() => {
	storage = new FakeStorage();
	store = new Store(() => storage as unknown as Storage);
});

describe('a workspace', () => {
	it('shows the lesson as it is at first', () => {
		const workspace = open();
		expect(workspace.files.map(({ file, source, edited }) => [file, source, edited])).toEqual([
			['send.js', 'send', false],
			['worker.js', 'work', false]
		]);
		expect(workspace.active).toBe('send.js');
	});

	it('keeps edits, arguments and the open tab over a reload', () => {
		const workspace = open();
		workspace.edit('worker.js', 'mine');
		workspace.active = 'worker.js';
		workspace.setArguments('send.js', workspace.slots('send.js')[0]!.id, 'hello you');
		const again = reload();
		expect(again.files[1]).toMatchObject({ source: 'mine', edited: true });
		expect(again.active).toBe('worker.js');
		expect(again.slots('send.js').map((slot) => slot.args)).toEqual(['hello you']);
	});

	it('keeps a file the learner adds, under the name it was given last, with its instances', () => {
		const workspace = open();
		workspace.add('audit.js');
		workspace.edit('audit.js', 'look');
		workspace.setArguments('audit.js', workspace.addSlot('audit.js').id, 'all');
		workspace.add('later.js');
		workspace.active = 'audit.js';
		workspace.rename('audit.js', 'auditor.js');
		const again = reload();
		expect(again.files.map(({ file, added }) => [file, added])).toEqual([
			['send.js', false],
			['worker.js', false],
			['auditor.js', true],
			['later.js', true]
		]);
		expect(again.active).toBe('auditor.js');
		expect(again.files[2]!.source).toBe('look');
		expect(again.slots('auditor.js')).toEqual([{ id: 'auditor.js:1', args: 'all' }]);
		expect(again.slots('audit.js')).toEqual([]);
	});

	it('leaves a program without instances to the learner: ready to be started, but not by Run', () => {
		const workspace = open();
		workspace.show([program('receive.js', 'receive', [])]);
		expect(workspace.slots('receive.js')).toEqual([{ id: 'receive.js:1', args: '' }]);
		workspace.addSlot('receive.js');
		expect(workspace.slots('receive.js')).toHaveLength(2);
		expect(workspace.slotsOfRun('receive.js')).toEqual([]);
	});

	it('has Run start every instance of the other programs, and of files the learner added', () => {
		const workspace = open();
		workspace.addSlot('worker.js');
		workspace.add('audit.js');
		expect(workspace.slotsOfRun('audit.js')).toEqual([]);
		workspace.addSlot('audit.js');
		expect(workspace.slotsOfRun('worker.js')).toHaveLength(3);
		expect(workspace.slotsOfRun('audit.js')).toHaveLength(1);
	});

	it('deletes a file the learner added', () => {
		const workspace = open();
		workspace.add('audit.js');
		workspace.reset('audit.js');
		expect(reload().files).toHaveLength(2);
		expect(workspace.active).toBe('send.js');
	});

	it('forgets an edit that comes back to the lesson’s own text', () => {
		const workspace = open();
		workspace.edit('send.js', 'mine');
		workspace.edit('send.js', 'send');
		expect(workspace.edited).toBe(false);
	});

	it('resets one file without touching the others', () => {
		const workspace = open();
		workspace.edit('send.js', 'mine');
		workspace.edit('worker.js', 'mine too');
		workspace.addSlot('send.js');
		workspace.reset('send.js');
		expect(workspace.files.map((file) => file.edited)).toEqual([false, true]);
		expect(workspace.slots('send.js')).toHaveLength(1);
	});

	it('keeps edits when the lesson is shown in another human language, and takes its new text elsewhere', () => {
		const workspace = open();
		workspace.edit('send.js', 'mine');
		workspace.show([program('send.js', '发送'), program('worker.js', '干活')]);
		expect(workspace.files.map((file) => file.source)).toEqual(['mine', '干活']);
	});

	it('adds files the lesson has not, and drops them on reset', () => {
		const workspace = open();
		workspace.edit('extra.js', 'new');
		expect(workspace.files.at(-1)).toMatchObject({ file: 'extra.js', added: true, edited: true });
		expect(workspace.slots('extra.js')).toEqual([]);
		workspace.reset('extra.js');
		expect(workspace.files).toHaveLength(2);
	});

	it('starts what the lesson says, with its arguments, and one more on demand', () => {
		const workspace = open();
		expect(workspace.slots('worker.js').map((slot) => slot.args)).toEqual(['a', "'b c'"]);
		const added = workspace.addSlot('worker.js');
		expect(added.args).toBe("'b c'");
		expect(workspace.addSlot('worker.js', 'd').args).toBe('d');
		const ids = workspace.slots('worker.js').map((slot) => slot.id);
		expect(new Set(ids).size).toBe(4);
		workspace.removeSlot('worker.js', ids[0]!);
		expect(workspace.slots('worker.js').map((slot) => slot.id)).toEqual(ids.slice(1));
	});

	it('loses nothing in this session when storage is full, and says so', () => {
		const workspace = open();
		storage.refusal = new DOMException('', 'QuotaExceededError');
		workspace.edit('send.js', 'mine');
		expect(store.trouble).toBe('full');
		expect(open().files[0]?.source).toBe('mine');
		storage.refusal = null;
		workspace.edit('send.js', 'mine still');
		expect(store.trouble).toBeNull();
	});

	it('works where storage is forbidden', () => {
		store = new Store(() => {
			throw new DOMException('', 'SecurityError');
		});
		const workspace = open();
		workspace.edit('send.js', 'mine');
		expect(workspace.files[0]?.source).toBe('mine');
		expect(store.trouble).toBe('blocked');
	});

	it.each(['not json', '[]', '{"edits":null,"slots":{},"active":""}', '{"edits":{},"slots":{}}'])(
		'begins afresh when storage holds %j',
		(rubbish) => {
			storage.items.set('warren.lesson.hello.javascript', rubbish);
			expect(open().edited).toBe(false);
		}
	);
});
