import { expect, test } from 'vitest';
import { Shell } from './shell';

function shell() {
	const said: string[] = [];
	const done: string[] = [];
	const made = new Shell({
		files: () => [
			{ file: 'send.py', source: 'print(1)' },
			{ file: 'receive.js', source: '//\n' }
		],
		tool: async (words) => ({ output: `${words.join('+')}\n`, error: '', exitCode: 0 }),
		completeTool: async (line) => [`${line}…`],
		start: (file, args) => {
			done.push(`start ${file} ${args.join(',')}`);
			return `${file}#1`;
		},
		stop: (program) => done.push(`stop ${program}`),
		input: (program, line) => done.push(`input ${program} ${line}`),
		write: (text) => said.push(text),
		clear: () => done.push('clear'),
		help: () => 'help yourself\n'
	});
	return { shell: made, said, done };
}

test('a program runs in the foreground until it is over', async () => {
	const { shell: sh, said, done } = shell();
	await sh.submit('python send.py error "disk full"');
	expect(sh.foreground).toBe('send.py#1');
	sh.printed('send.py#1', 'out\n');
	sh.printed('other.py#1', 'not mine\n');
	await sh.submit('typed');
	sh.interrupt();
	sh.endInput();
	expect(sh.exited('other.py#1')).toBe(false);
	expect(sh.exited('send.py#1')).toBe(true);
	expect(sh.busy).toBe(false);
	expect(said).toEqual(['out\n']);
	expect(done).toEqual([
		'start send.py error,disk full',
		'input send.py#1 typed',
		'stop send.py#1',
		'input send.py#1 null'
	]);
});

test('RabbitMQ’s tools are run by the host, with sudo or without', async () => {
	const { shell: sh, said } = shell();
	await sh.submit('sudo rabbitmqctl list_queues name messages');
	await sh.submit("rabbitmqctl add_user 'a b' c");
	expect(said).toEqual(['rabbitmqctl+list_queues+name+messages\n', 'rabbitmqctl+add_user+a b+c\n']);
});

test.each([
	['ls', 'receive.js  send.py\n'],
	['cat send.py', 'print(1)\n'],
	['cat none', 'cat: none: No such file or directory\n'],
	['rm -rf /', 'bash: rm: command not found\n'],
	[
		'python none.py',
		"python: can't open file '/home/learner/none.py': [Errno 2] No such file or directory\n"
	],
	['python', 'python: no file to run. Try: python send.py\n'],
	['help', 'help yourself\n'],
	['   ', '']
])('%s says %j', async (line, answer) => {
	const { shell: sh, said } = shell();
	await sh.submit(line);
	expect(said.join('')).toBe(answer);
});

test.each([
	[
		'',
		[
			'cat',
			'clear',
			'help',
			'ls',
			'node',
			'python',
			'python3',
			'rabbitmq-plugins',
			'rabbitmqadmin',
			'rabbitmqctl'
		]
	],
	['rabbitmqc', ['rabbitmqctl']],
	['python ', ['send.py']],
	['node rec', ['receive.js']],
	['cat s', ['send.py']],
	['ls ', []],
	['sudo rabbitmqctl li', ['sudo rabbitmqctl li…']]
])('after %j come %j', async (line, words) => {
	expect(await shell().shell.complete(line)).toEqual(words);
});
