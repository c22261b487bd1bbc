import { expect, test } from 'vitest';
import { Conversation } from './conversation';

/** Moves of the cursor. */
const MOVES = new RegExp(String.raw`\u001b\[\d+[A-Z]`, 'g');

/** A screen that keeps what is written, drawn lines as `[text]`. */
function conversation() {
	let screen = '';
	const done: string[] = [];
	const made = new Conversation(
		{ cols: 80, write: (text) => (screen += text), clear: () => (screen = '') },
		{
			files: () => [{ file: 'send.py', source: '' }],
			tool: async (words) => ({ output: `ran ${words.join(' ')}`, error: '', exitCode: 0 }),
			completeTool: async (line) =>
				line.endsWith('list_q') ? ['list_queues'] : ['list_queues', 'list_users'],
			start: (file) => `${file}#1`,
			stop: (program) => done.push(`stop ${program}`),
			input: (program, line) => done.push(`${program} gets ${line}`),
			help: () => 'help\n'
		}
	);
	/** What is on the screen, control sequences left out: the last drawing of each line stands. */
	const shown = () =>
		screen
			.split('\n')
			.map((line) => line.split('\r\u001b[J').at(-1)!.replace(MOVES, ''))
			.join('\n');
	return { made, shown, done };
}

const P = 'learner@warren:~$ ';

test('a tool answers below the line, and the prompt comes back', async () => {
	const { made, shown } = conversation();
	made.begin('welcome\n');
	await made.type('rabbitmqctl status\r');
	expect(shown()).toBe(`welcome\n${P}rabbitmqctl status\nran rabbitmqctl status\n${P}`);
});

test('a program has the terminal until it ends; Ctrl+C is for it', async () => {
	const { made, shown, done } = conversation();
	await made.type('python send.py\r');
	made.hear([{ type: 'program.printed', at: 0, program: 'send.py#1', stream: 'stdout', text: 'one\ntwo' }]);
	await made.type('typed\r');
	await made.type('\u0003');
	made.hear([{ type: 'program.exited', at: 0, program: 'send.py#1', code: 130 }]);
	expect(shown()).toBe(`${P}python send.py\none\ntyped\n^C\n${P}`);
	expect(done).toEqual(['send.py#1 gets typed', 'stop send.py#1']);
});

test('a command can be entered from outside, in place of what is being typed', async () => {
	const { made, shown } = conversation();
	await made.type('half a li');
	await made.enter('rabbitmqctl status');
	expect(shown()).toBe(`${P}rabbitmqctl status\nran rabbitmqctl status\n${P}`);
	await made.type('\u001b[A');
	expect(shown().split('\n').at(-1)).toBe(`${P}rabbitmqctl status`);
});

test('a command entered from outside leaves the program in the foreground alone', async () => {
	const { made, shown, done } = conversation();
	await made.type('python send.py\r');
	made.hear([{ type: 'program.printed', at: 0, program: 'send.py#1', stream: 'stdout', text: 'one' }]);
	await made.enter('rabbitmqctl status');
	await made.type('typed\r');
	expect(shown()).toBe(`${P}python send.py\none\n${P}rabbitmqctl status\nran rabbitmqctl status\ntyped\n`);
	expect(done).toEqual(['send.py#1 gets typed']);
});

test('Tab completes as far as there is no choice, then shows the choices', async () => {
	const { made, shown } = conversation();
	await made.type('rabb\t');
	expect(shown()).toBe(`${P}rabbitmq`);
	await made.type('\t');
	expect(shown()).toBe(`${P}rabbitmq\nrabbitmq-plugins  rabbitmqadmin  rabbitmqctl\n${P}rabbitmq`);
	await made.type('c\t');
	expect(shown().split('\n').at(-1)).toBe(`${P}rabbitmqctl `);
	await made.type('li\tq\t');
	expect(shown().split('\n').at(-1)).toBe(`${P}rabbitmqctl list_queues `);
});

test('Ctrl+C drops the line; Reset ends what is in the foreground', async () => {
	const { made, shown } = conversation();
	await made.type('half a li\u0003');
	expect(shown()).toBe(`${P}half a li^C\n${P}`);
	await made.type('python send.py\r');
	made.reset();
	expect(shown().endsWith(`${P}python send.py\n${P}`)).toBe(true);
});
