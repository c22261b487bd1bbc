import { describe, expect, it } from 'vitest';
import { readCourse } from './course';
import { CourseError } from './fault';
import type { LessonChecks } from './lesson';

const text = `---
title: First
promise: Do the first thing.
---

An idea.

:::prediction who
Who gets it?

- one: One.
- all: All of \`them\`.

::answer
One.
:::

::run

:::task first
Do this.

::hint
Like so.
:::

:::task second
Do that, too.

::hint
Think.

::hint
Think again.

::solution
That was it.
:::

:::teacher
Ten minutes.
:::
`;

const sound: Record<string, string> = {
	'course.yaml': 'groups:\n  - title: { en: Basics, zh: 基础 }\n    lessons: [01-first]\n',
	'01-first/lesson.yaml': [
		'programs:',
		'  javascript:',
		'    - file: send.js',
		'      order: 1',
		"      instances: [['a'], []]",
		'predictions:',
		'  who: [one, all]',
		'tasks: [first, second]'
	].join('\n'),
	'01-first/en.md': text,
	'01-first/zh.md': text.replace('First', '第一课'),
	'01-first/checks.ts': 'export const checks = …',
	'01-first/javascript/send.js': 'send();',
	'01-first/solutions/first/javascript/send.js': 'send(1);'
};

const soundChecks: LessonChecks = {
	tasks: { first: () => true, second: () => false },
	predictions: { who: () => null }
};

type Edit = Readonly<Record<string, string | null | ((before: string) => string)>>;

/** The sound course with some files rewritten, added, or (null) taken away. */
function course(edit: Edit = {}, checks: Record<string, LessonChecks> = { '01-first': soundChecks }) {
	const files = { ...sound };
	for (const [path, change] of Object.entries(edit)) {
		if (change === null) delete files[path];
		else files[path] = typeof change === 'string' ? change : change(files[path] ?? '');
	}
	return readCourse(files, checks);
}

/** What the build says of the edited course. */
function faultsOf(edit: Edit, checks?: Record<string, LessonChecks>): string {
	try {
		course(edit, checks);
	} catch (error) {
		if (error instanceof CourseError) return error.message;
		throw error;
	}
	return 'no fault';
}

describe('a sound course', () => {
	it('gives a lesson with its blocks in reading order', () => {
		const lesson = course().lesson('en', 'first');
		expect(lesson).toMatchObject({
			slug: 'first',
			number: 1,
			group: 'Basics',
			title: 'First',
			promise: 'Do the first thing.',
			previous: null,
			next: null,
			teacherHtml: '<p>Ten minutes.</p>'
		});
		expect(lesson?.blocks).toEqual([
			{ kind: 'text', html: '<p>An idea.</p>' },
			{
				kind: 'prediction',
				id: 'who',
				questionHtml: '<p>Who gets it?</p>',
				options: [
					{ id: 'one', html: 'One.' },
					{ id: 'all', html: 'All of <code>them</code>.' }
				],
				answerHtml: '<p>One.</p>'
			},
			{ kind: 'run' },
			{
				kind: 'task',
				id: 'first',
				html: '<p>Do this.</p>',
				hintsHtml: ['<p>Like so.</p>'],
				solutionHtml: '',
				solution: { javascript: [{ file: 'send.js', source: 'send(1);' }] }
			},
			{
				kind: 'task',
				id: 'second',
				html: '<p>Do that, too.</p>',
				hintsHtml: ['<p>Think.</p>', '<p>Think again.</p>'],
				solutionHtml: '<p>That was it.</p>',
				solution: { javascript: [] }
			}
		]);
	});

	it('gives its programs with the instances that Run starts', () => {
		expect(course().lesson('zh', 'first')?.programs).toEqual([
			{
				file: 'send.js',
				language: 'javascript',
				order: 1,
				instances: [['a'], []],
				source: 'send();',
				watched: false
			}
		]);
	});

	it('speaks the language asked for', () => {
		expect(course().summaries('zh')).toMatchObject([{ title: '第一课', group: '基础' }]);
	});

	it('links to other lessons by their address and opens everything else beside itself', () => {
		const linked = course({
			'01-first/en.md': (md) => md.replace('An idea.', '[here](lesson:first), [there](https://example.org)')
		});
		const html =
			'<p><a href="../first/">here</a>, <a href="https://example.org" target="_blank" rel="noreferrer">there</a></p>';
		expect(linked.lesson('en', 'first')?.blocks[0]).toEqual({ kind: 'text', html });
	});

	it('keeps directives inside code fences as they are', () => {
		const fenced = course({ '01-first/en.md': (md) => md.replace('An idea.', '```\n:::task third\n```') });
		expect(fenced.lesson('en', 'first')?.blocks[0]).toMatchObject({
			html: expect.stringContaining(':::task third')
		});
	});

	it('names a program that only a solution has as it is in each language', () => {
		const added = course({
			'01-first/lesson.yaml': (yaml) =>
				yaml.replace(
					'predictions:',
					'  python:\n    - { file: send.py, order: 1, instances: [[]] }\npredictions:'
				),
			'01-first/python/send.py': 'send()',
			'01-first/solutions/first/javascript/count.js': 'count()',
			'01-first/solutions/first/python/count.py': 'count()',
			'01-first/en.md': (md) => md.replace('An idea.', 'Write `count.js`.')
		});
		const named = (language: string, file: string) =>
			`<span data-language="${language}"><code>${file}</code></span>`;
		expect(added.lesson('en', 'first')?.blocks[0]).toMatchObject({
			html: `<p>Write ${named('javascript', 'count.js')}${named('python', 'count.py')}.</p>`
		});
	});

	it('lists programs and solutions of each language, and marks the one to watch in each', () => {
		const python = '  python:\n    - { file: send.py, order: 1, instances: [[]] }\n';
		const both = course({
			'01-first/lesson.yaml': (yaml) => yaml.replace('predictions:', `${python}watch: send\npredictions:`),
			'01-first/python/send.py': 'send()',
			'01-first/solutions/first/python/send.py': 'send(1)'
		});
		expect(both.lesson('en', 'first')?.programs).toMatchObject([
			{ file: 'send.js', watched: true },
			{ file: 'send.py', watched: true }
		]);
		expect(both.lesson('en', 'first')?.blocks[3]).toMatchObject({
			solution: { javascript: [{}], python: [{ file: 'send.py', source: 'send(1)' }] }
		});
	});
});

const replaced =
	(from: string | RegExp, to: string) =>
	(before: string): string =>
		before.replace(from, to);

describe('a fault fails the build and says where and what to do', () => {
	const cases: [string, Edit, ...string[]][] = [
		['no course.yaml', { 'course.yaml': null }, 'lessons/course.yaml: is missing'],
		['broken YAML', { 'course.yaml': 'groups: [' }, 'lessons/course.yaml:1: not valid YAML'],
		[
			'a group without a Chinese title',
			{ 'course.yaml': replaced(', zh: 基础', '') },
			'lessons/course.yaml:2: `groups[0].title.zh` is missing'
		],
		['a folder in no group', { '02-other/en.md': text }, 'lessons/02-other: is in no group of course.yaml'],
		[
			'a listed lesson without a folder',
			{ 'course.yaml': replaced('[01-first]', '[01-first, 02-gone]') },
			'lists 02-gone, but there is no such folder'
		],
		[
			'a lesson listed twice',
			{ 'course.yaml': replaced('[01-first]', '[01-first, 01-first]') },
			'lists two lessons with the address first'
		],
		[
			'a folder name without a number',
			{ 'course.yaml': replaced('01-first', 'first') },
			'lessons/course.yaml:3: `groups[0].lessons[0]` should be a folder name like `03-work-queues`'
		],
		[
			'folder numbers out of order',
			{ 'course.yaml': replaced('[01-first]', '[02-other, 01-first]') },
			'lists 02-other before 01-first'
		],
		['a missing translation', { '01-first/zh.md': null }, 'lessons/01-first/zh.md: is missing'],
		['missing checks', { '01-first/checks.ts': null }, 'lessons/01-first/checks.ts: is missing'],
		['a missing manifest', { '01-first/lesson.yaml': null }, 'lessons/01-first/lesson.yaml: is missing'],
		[
			'an unknown field',
			{ '01-first/lesson.yaml': replaced('tasks:', 'task: 1\ntasks:') },
			'lessons/01-first/lesson.yaml:8: `task` is not a field here; use programs, predictions, tasks'
		],
		[
			'a program to watch that isn’t there',
			{ '01-first/lesson.yaml': (yaml) => `${yaml}\nwatch: worker\n` },
			'lessons/01-first/lesson.yaml:9: `watch` should name a program without its ending; in javascript there is no worker'
		],
		[
			'an argument that is no text',
			{ '01-first/lesson.yaml': replaced("['a']", '[1]') },
			'lessons/01-first/lesson.yaml:5: `programs.javascript[0].instances[0][0]` should be text'
		],
		[
			'a crooked order',
			{ '01-first/lesson.yaml': replaced('order: 1', 'order: first') },
			'lessons/01-first/lesson.yaml:4: `programs.javascript[0].order` should be a whole number, 1 or more'
		],
		[
			'an unknown language',
			{ '01-first/lesson.yaml': replaced('javascript', 'cobol') },
			'`programs.cobol` is no language here; there are javascript, python',
			'`programs` names no program'
		],
		[
			'a program of another language',
			{ '01-first/lesson.yaml': replaced('send.js', 'send.py') },
			'`programs.javascript[0].file` should end in .js or .mjs or .ts'
		],
		[
			'a missing program',
			{ '01-first/javascript/send.js': null },
			"lessons/01-first/lesson.yaml:3: javascript/send.js doesn't exist"
		],
		[
			'a program nobody names',
			{ '01-first/javascript/spare.js': '' },
			'lessons/01-first/javascript/spare.js: is no program of lesson.yaml'
		],
		['a stray file', { '01-first/cn.md': '' }, 'lessons/01-first/cn.md: has no place in a lesson'],
		[
			'too few tasks',
			{ '01-first/lesson.yaml': replaced('[first, second]', '[first]') },
			'lessons/01-first/lesson.yaml:8: `tasks` is short',
			'lessons/01-first/en.md:27: the task "second" isn\'t named in lesson.yaml'
		],
		[
			'no prediction',
			{ '01-first/lesson.yaml': replaced('  who: [one, all]', '  {}') },
			'lessons/01-first/lesson.yaml:6: `predictions` is empty'
		],
		[
			'no front matter',
			{ '01-first/en.md': replaced(/^---[^]*?---/, '') },
			'lessons/01-first/en.md:1: begins with front matter'
		],
		[
			'a text cut short by a comment',
			{ '01-first/en.md': replaced(/promise.*\n/, 'promise: With * and #.\n') },
			'lessons/01-first/en.md:3: `promise` ends where ` #` begins a comment'
		],
		[
			'a missing promise',
			{ '01-first/en.md': replaced(/promise.*\n/, '') },
			'lessons/01-first/en.md:2: `promise` is missing'
		],
		[
			'a block left open',
			{ '01-first/en.md': replaced('One.\n:::', 'One.') },
			"lessons/01-first/en.md:19: :::prediction (line 8) isn't closed"
		],
		[
			'a last block left open',
			{ '01-first/en.md': replaced('minutes.\n:::', 'minutes.') },
			"lessons/01-first/en.md:40: :::teacher isn't closed"
		],
		[
			'a close too many',
			{ '01-first/en.md': replaced('An idea.', ':::') },
			'lessons/01-first/en.md:6: `:::` closes a block, but none is open here'
		],
		[
			'a crooked directive',
			{ '01-first/en.md': replaced('::run', '::run now') },
			'lessons/01-first/en.md:18: not a directive'
		],
		[
			'an unknown block',
			{ '01-first/en.md': replaced('An idea.', ':::quiz a\n:::') },
			'lessons/01-first/en.md:6: :::quiz is unknown'
		],
		[
			'an unknown part',
			{ '01-first/en.md': replaced('::hint', '::tip') },
			'lessons/01-first/en.md:23: ::tip is unknown in :::task; use ::hint, ::solution',
			'needs one to 3 hints'
		],
		[
			'too many hints',
			{ '01-first/en.md': replaced('Think.', 'A\n::hint\nB\n::hint\nC') },
			'needs one to 3 hints, each begun by `::hint`; it has 4'
		],
		[
			'a task without an id',
			{ '01-first/en.md': replaced(':::task first', ':::task') },
			'lessons/01-first/en.md:20: needs an id like `:::task third-worker`',
			'lacks `:::task first`'
		],
		[
			'a task asked twice',
			{ '01-first/en.md': replaced(':::task second', ':::task first') },
			'lessons/01-first/en.md:27: the task "first" stands here twice'
		],
		[
			'a prediction without options',
			{ '01-first/en.md': replaced(/- (one|all).*\n/g, '') },
			'lessons/01-first/en.md:8: needs two options or more'
		],
		[
			'a prediction with other options than the manifest',
			{ '01-first/zh.md': replaced('- all:', '- both:') },
			'lessons/01-first/zh.md:8: the prediction "who" has the options one, both; lesson.yaml says one, all'
		],
		[
			'an option twice',
			{ '01-first/en.md': replaced('- all:', '- one:') },
			'lessons/01-first/en.md:8: has two options with the same id'
		],
		[
			'a prediction without an answer',
			{ '01-first/en.md': replaced('::answer\nOne.\n', '') },
			'lessons/01-first/en.md:8: needs its answer'
		],
		['nowhere to run', { '01-first/en.md': replaced('::run\n', '') }, 'never asks the learner to run'],
		[
			'no teacher’s note',
			{ '01-first/zh.md': replaced(/:::teacher[^]*$/, '') },
			'lessons/01-first/zh.md: needs one teacher’s note'
		],
		[
			'blocks in another order than the original',
			{ '01-first/zh.md': replaced('::hint\nThink again.\n', '') },
			'lessons/01-first/zh.md: translates en.md block by block: here comes task second with 1 hints, there task second with 2 hints'
		],
		[
			'a task without a solution',
			{ '01-first/solutions/first/javascript/send.js': null },
			'lessons/01-first/en.md:20: the task "first" has no solution: put files into solutions/first/javascript/'
		],
		[
			'a solution that changes nothing',
			{ '01-first/solutions/first/javascript/send.js': 'send();' },
			'lessons/01-first/solutions/first/javascript/send.js: is the same as the shipped program'
		],
		[
			'a solution of no task',
			{ '01-first/solutions/third/javascript/send.js': '' },
			'lessons/01-first/solutions/third/javascript/send.js: solves the task "third", which lesson.yaml doesn\'t name'
		],
		[
			'a dead link',
			{ '01-first/zh.md': replaced('An idea.', '[x](lesson:topics)') },
			'lessons/01-first/zh.md:6: links to lesson:topics, but there is only first'
		],
		[
			'emphasis that Markdown does not see',
			{ '01-first/zh.md': replaced('An idea.', '**队列（queue）**是') },
			'lessons/01-first/zh.md:6: has `**` that Markdown takes literally'
		],
		[
			'an open bracket',
			{ '01-first/en.md': replaced('Do this.', 'Call :javascript[`this`.') },
			'lessons/01-first/en.md:21: has `:javascript[` that Markdown takes literally: close its bracket'
		],
		[
			'a check that imports code',
			{ '01-first/checks.ts': "import type { A } from 'a';\nimport { b } from 'b';" },
			'lessons/01-first/checks.ts:2: may only `import type`'
		]
	];

	it.each(cases)('%s', (_name, edit, ...expected) => {
		const faults = faultsOf(edit);
		for (const fault of expected) expect(faults).toContain(fault);
	});

	it('a check too few or too many', () => {
		const checks = { ...soundChecks, tasks: { first: () => true, third: () => true } };
		const faults = faultsOf({}, { '01-first': checks });
		expect(faults).toContain('lessons/01-first/checks.ts: has no check for "second" in `tasks`');
		expect(faults).toContain('checks "third" in `tasks`, which lesson.yaml doesn\'t name');
	});

	it('a checks.ts that exports no checks', () => {
		expect(faultsOf({}, {})).toContain('should `export const checks: LessonChecks');
	});

	it('names all faults at once', () => {
		const faults = faultsOf({ '01-first/zh.md': null, '01-first/javascript/send.js': null });
		expect(faults).toContain('01-first/zh.md: is missing');
		expect(faults).toContain("javascript/send.js doesn't exist");
	});
});
