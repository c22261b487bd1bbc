/**
 * `npm run --silent rabbitmqctl -- --control 5673 list_queues name messages`, and likewise `rabbitmq-plugins`
 * and `rabbitmqadmin`: RabbitMQ's tools, on a broker that was started with `npm run broker -- --control 5673`. Output,
 * errors and exit code are the tool's; 69 when no broker is there.
 */
import { connect } from 'node:net';
import process from 'node:process';

const [tool = '', option, port, ...words] = process.argv.slice(2);
if (option !== '--control' || !/^\d+$/.test(port ?? '')) {
	console.error(`usage: npm run --silent ${tool} -- --control <port> <command> …`);
	process.exit(64);
}

const socket = connect(Number(port), '127.0.0.1');
// npm changes to the project's folder; paths are meant from where it was called.
const folder = process.env['INIT_CWD'] ?? process.cwd();
socket.setEncoding('utf8');
socket.write(`${JSON.stringify({ line: [tool, ...words], folder })}\n`);

let answer = '';
socket.on('data', (/** @type {string} */ text) => (answer += text));
socket.on('error', unavailable);
socket.on('end', () => {
	if (!answer.endsWith('\n')) unavailable();
	/** @type {import('../src/lib/rabbitmqctl').Result} */
	const { output, error, exitCode } = JSON.parse(answer);
	process.stdout.write(output);
	process.stderr.write(error);
	process.exitCode = exitCode;
});

/** @returns {never} */
function unavailable() {
	console.error(
		`Error: no broker takes commands on port ${port}. Start one with: npm run broker -- --control ${port}`
	);
	process.exit(69);
}
