/**
 * A port on which a running broker takes command lines of RabbitMQ's tools: a line of JSON asks, a line of JSON
 * answers. Only this machine can reach it; and what a web page could send there is no JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import type { Broker } from '../../src/lib/broker';
import { run, type Files, type Result } from '../../src/lib/rabbitmqctl';
import { openPort, type OpenPort } from './open-port';

/** What is asked. */
export interface Request {
	/** The tool's name and its words. */
	readonly line: readonly string[];
	/** The folder that paths start from. */
	readonly folder: string;
}

/** Longest request, in characters. */
const LONGEST = 1_000_000;

class DiskFiles implements Files {
	constructor(private readonly folder: string) {}

	read(path: string): string | null {
		try {
			return readFileSync(resolve(this.folder, path), 'utf8');
		} catch {
			return null;
		}
	}

	write(path: string, text: string): void {
		writeFileSync(resolve(this.folder, path), text);
	}
}

/** Opens the port; 0 for any free one. Rejects when it can't be had. */
export function openControlPort(broker: Broker, port: number): Promise<OpenPort> {
	return openPort(port, '127.0.0.1', (socket) => serve(broker, socket));
}

function serve(broker: Broker, socket: Socket): void {
	let asked = '';
	socket.setEncoding('utf8');
	socket.on('error', () => socket.destroy());
	socket.on('data', (text: string) => {
		asked += text;
		const end = asked.indexOf('\n');
		if (end < 0 && asked.length <= LONGEST) return;
		const answer = end < 0 ? null : answerTo(broker, asked.slice(0, end));
		if (answer === null) socket.destroy();
		else socket.end(`${JSON.stringify(answer)}\n`);
	});
}

/** Null for what is no request. */
function answerTo(broker: Broker, text: string): Result | null {
	const request = requestIn(text);
	if (request === null) return null;
	try {
		return run(request.line, broker, new DiskFiles(request.folder));
	} catch (error) {
		return { output: '', error: `${String(error)}\n`, exitCode: 70 };
	}
}

function requestIn(text: string): Request | null {
	try {
		const { line, folder } = JSON.parse(text) as Partial<Request>;
		const words = Array.isArray(line) && line.every((word) => typeof word === 'string');
		return words && typeof folder === 'string' ? { line: line as string[], folder } : null;
	} catch {
		return null;
	}
}
