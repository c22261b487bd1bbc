/**
 * `rabbitmqadmin`, the client of the management plugin: a line to what it prints. It is a Python program that makes
 * HTTP requests; here the same requests go to the broker directly.
 */
import type { Broker } from '../../broker';
import type { Files } from '../command';
import type { Json } from '../lenient-json';
import type { Result } from '../tool';
import { AdminError, refused, usageError } from './admin-error';
import { ManagementApi, type Verb } from './api';
import { show, type Display } from './formats';
import { HttpError } from './http-error';
import { parseOptions, type AdminLine } from './options';
import { CONFIG_PAGE, OPTIONS_PAGE } from './pages';
import { quote, quotePlus, text } from './python';
import {
	CLOSABLE,
	DECLARABLE,
	DELETABLE,
	LISTABLE,
	MESSAGES,
	PURGABLE,
	SHOWABLE,
	subcommandsPage,
	type Arguments,
	type Listable
} from './subcommands';

type Upload = Readonly<Record<string, Json>>;
type Action = (admin: Admin) => string;

/** Where the plugin listens. */
const PORT = '15672';
const HOSTS = ['localhost', '127.0.0.1', '::1'];
const VERSION = '3.10.8';

/** `json.loads`, which is strict. */
function jsonOf(argument: string): Json {
	try {
		return JSON.parse(argument) as Json;
	} catch {
		throw new AdminError(`ERROR: Could not parse JSON:\n  ${argument}\n`);
	}
}

function checkMandatory(mandatory: Arguments['mandatory'], given: Upload): void {
	for (const each of mandatory) {
		if (typeof each === 'string') {
			if (!(each in given)) throw usageError(`mandatory argument "${each}" is required`);
		} else if (!each.some((name) => name in given)) {
			const names = each.map((name) => `'${name}'`).join(', ');
			throw usageError(`one of mandatory arguments "[${names}]" is required`);
		}
	}
}

function readArguments(words: readonly string[], { mandatory, optional, json }: Arguments): Upload {
	const defaults = Object.entries(optional).filter(([, value]) => value !== null);
	const upload = Object.fromEntries(defaults) as Record<string, Json>;
	const known = [...mandatory.flat(), ...Object.keys(optional)];
	for (const word of words) {
		const at = word.indexOf('=');
		if (at < 0) throw usageError(`Argument "${word}" not in the name=value format`);
		const [name, value] = [word.slice(0, at), word.slice(at + 1)];
		if (!known.includes(name)) throw usageError(`Argument "${name}" is not recognised`);
		upload[name] = json?.includes(name) ? jsonOf(value) : value;
	}
	checkMandatory(mandatory, upload);
	return upload;
}

/** What Python prints when a program falls over, without the places in it. */
function fallen(reason: string): AdminError {
	return new AdminError(`Traceback (most recent call last):\n${reason}\n`);
}

class Admin {
	readonly words: readonly string[];
	readonly options: AdminLine['options'];

	constructor(
		line: AdminLine,
		readonly broker: Broker,
		readonly files: Files
	) {
		this.words = line.words.slice(1);
		this.options = line.options;
	}

	/** What is said unless it is to be quiet. */
	say(sentence: string): string {
		return this.options.quiet === undefined ? `${sentence}\n` : '';
	}

	/** The one word that is wanted. */
	word(): string {
		if (this.words.length !== 1) throw usageError('Exactly one argument required');
		return this.words[0]!;
	}

	/** Asks the interface. Throws AdminError for what it refuses. */
	ask<T>(path: string, request: (api: ManagementApi) => T): T {
		const { broker, options } = this;
		const there = HOSTS.includes(options.host ?? 'localhost') && (options.port ?? PORT) === PORT;
		if (!there || !broker.running || !broker.plugins.isRunning('rabbitmq_management'))
			throw refused('Could not connect: [Errno 111] Connection refused');
		const user = broker.users.authenticate(options.username ?? 'guest', options.password ?? 'guest');
		try {
			return request(new ManagementApi(broker, user));
		} catch (error) {
			if (error instanceof HttpError) throw this.#report(error, `/api${path}`);
			throw error;
		}
	}

	#report({ status, reason }: HttpError, path: string): AdminError {
		if (status === 400) return refused(Array.isArray(reason) ? repr(reason) : text(reason));
		if (status === 401) return refused(`Access refused: ${path}`);
		if (status === 404) return refused(`Not found: ${path}`);
		const name = status === 405 ? 'Method Not Allowed' : 'Internal Server Error';
		return fallen(`Exception: Received response ${status} ${name} for path ${path}\nb''`);
	}

	/** Sends the arguments of a subcommand to its path. */
	send(verb: Verb, words: readonly string[], subcommand: Arguments): Json {
		const given = readArguments(words, subcommand);
		const own = subcommand.mandatory.includes('vhost');
		const upload = own ? given : { ...given, vhost: this.options.vhost ?? '/' };
		const fill = (part: string): string => {
			const name = /^\{(.*)\}$/.exec(part)?.[1];
			if (name === undefined) return part;
			if (name === 'destination_char') return text(upload['destination_type'] ?? '').charAt(0);
			return text(upload[name] ?? '');
		};
		const parts = subcommand.path.slice(1).split('/').map(fill);
		const path = parts.map((part) => `/${quote(part)}`).join('');
		return this.ask(path, (api) => api.request(verb, parts, fixed(upload)));
	}

	/** Does something to one of a table's objects. */
	act(verb: Verb, table: Readonly<Record<string, Arguments>>, done: string): string {
		const [type, ...words] = this.words;
		if (type === undefined) throw usageError('Type not specified');
		const subcommand = table[type];
		if (!subcommand) throw usageError(`Type ${type} not recognised`);
		this.send(type === 'binding' && verb === 'PUT' ? 'POST' : verb, words, subcommand);
		return this.say(`${type} ${done}`);
	}

	list(table: Readonly<Record<string, Listable>>, verb: string): string {
		const [type, ...asked] = this.words;
		if (type === undefined) throw fallen('IndexError: list index out of range');
		const listable = table[type];
		if (!listable) throw usageError(`Don't know how to ${verb} ${type}`);
		const columns = asked.length > 0 || !this.#usesColumns ? asked : (listable.columns ?? []);
		const items = this.#items(type, listable, columns);
		return show(items, this.display(columns, listable.json ?? []));
	}

	#items(type: string, { vhost }: Listable, columns: readonly string[]): Json[] {
		const { options } = this;
		const kind = type.replaceAll('_', '-');
		const parts = vhost && options.vhost ? [kind, options.vhost] : [kind];
		const query = [
			...(columns.length > 0 ? [`columns=${columns.join(',')}`] : []),
			...(options.sort ? [`sort=${options.sort}`] : []),
			...(options['sort-reverse'] === undefined ? [] : ['sort_reverse=true'])
		].join('&');
		const path = parts.map((part) => `/${quotePlus(part)}`).join('') + (query === '' ? '' : `?${query}`);
		const reverse = options['sort-reverse'] !== undefined;
		return this.ask(path, (api) =>
			type === 'overview'
				? [api.overview()]
				: api.list(parts, { columns, sort: options.sort || null, reverse })
		);
	}

	/** A depth that is given counts, even if it is the usual one. */
	get #usesColumns(): boolean {
		const { depth, format = 'table' } = this.options;
		return depth === undefined && !format.includes('json');
	}

	display(columns: readonly string[], json: readonly string[] = []): Display {
		const { depth = '1', format = 'table', quiet } = this.options;
		return { columns, json, format, depth: Number(depth), quiet: quiet !== undefined };
	}
}

/** `repr(value)`, which differs from `str` for texts in a list. */
function repr(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
	return typeof value === 'string' ? `'${value}'` : text(value);
}

/** A queue's type is one of its arguments. */
function fixed(upload: Upload): Upload {
	const type = upload['queue_type'];
	if (type === undefined) return upload;
	const given = upload['arguments'];
	return { ...upload, arguments: { ...(given as Upload), 'x-queue-type': type } };
}

const GOT_COLUMNS = ['routing_key', 'exchange', 'message_count', 'payload_bytes', 'redelivered'];

function get(admin: Admin): string {
	const given = readArguments(admin.words, MESSAGES.get);
	const file = given['payload_file'];
	if (file && given['count'] !== '1') throw usageError('Cannot get multiple messages using payload_file');
	const messages = admin.send('POST', admin.words, MESSAGES.get) as Upload[];
	if (!file) return show(messages, admin.display([]));
	const [message] = messages;
	if (!message) throw fallen('IndexError: list index out of range');
	admin.files.write(String(file), String(message['payload']));
	return show(messages, admin.display(GOT_COLUMNS));
}

/** Nothing is read from standard input: without a payload it is at its end. */
function publish(admin: Admin): string {
	const { words } = admin;
	const given = readArguments(words, MESSAGES.publish);
	const payload = 'payload' in given ? [] : ['payload='];
	const { routed } = admin.send('POST', [...words, ...payload], MESSAGES.publish) as { routed: boolean };
	return admin.say(routed ? 'Message published' : 'Message published but NOT routed');
}

const definitionsPath = (vhost: string | undefined): string =>
	`/definitions${vhost === undefined ? '' : `/${quotePlus(vhost)}`}`;

function exportTo(admin: Admin): string {
	const path = admin.word();
	const { vhost, host = 'localhost' } = admin.options;
	const definitions = admin.ask(definitionsPath(vhost), (api) => api.definitions(vhost ?? null));
	admin.files.write(path, JSON.stringify(definitions));
	return admin.say(`Exported definitions for ${host} to "${path}"`);
}

/** It names the host and the file the wrong way round. */
function importFrom(admin: Admin): string {
	const path = admin.word();
	const { vhost, host = 'localhost' } = admin.options;
	const file = admin.files.read(path);
	if (file === null) throw fallen(`FileNotFoundError: [Errno 2] No such file or directory: '${path}'`);
	admin.ask(definitionsPath(vhost), (api) => api.import(definitionsIn(file), vhost ?? null));
	return admin.say(
		`Uploaded definitions from "${host}" to ${path}. The import process may take some time. Consult server logs to track progress.`
	);
}

function definitionsIn(file: string): Json {
	try {
		return JSON.parse(file) as Json;
	} catch {
		throw new HttpError(400, 'not_json');
	}
}

function help(admin: Admin): string {
	if (admin.words.length === 0) return OPTIONS_PAGE;
	const topic = admin.word();
	if (topic === 'subcommands') return subcommandsPage();
	if (topic === 'config') return CONFIG_PAGE;
	throw usageError('help topic must be one of:\n  subcommands\n  config');
}

const ACTIONS: Readonly<Record<string, Action>> = {
	list: (admin) => admin.list(LISTABLE, 'list'),
	show: (admin) => admin.list(SHOWABLE, 'show'),
	declare: (admin) => admin.act('PUT', DECLARABLE, 'declared'),
	delete: (admin) => admin.act('DELETE', DELETABLE, 'deleted'),
	close: (admin) => admin.act('DELETE', CLOSABLE, 'closed'),
	purge: (admin) => admin.act('DELETE', PURGABLE, 'purged'),
	export: exportTo,
	import: importFrom,
	publish,
	get,
	help
};

export const ACTION_NAMES: readonly string[] = Object.keys(ACTIONS);

function output(line: AdminLine, broker: Broker, files: Files): string {
	if (line.options.help !== undefined) return OPTIONS_PAGE;
	if (line.options.version !== undefined) return `rabbitmqadmin ${VERSION}\n`;
	const [name] = line.words;
	if (name === undefined) throw usageError('Action not specified');
	const action = ACTIONS[name];
	if (!action) throw usageError(`Action ${name} not understood`);
	return action(new Admin(line, broker, files));
}

/** Runs a line's words after the tool's name. Exit codes: 0, 1 for what is refused, 2 for unknown options. */
export function runAdmin(words: readonly string[], broker: Broker, files: Files): Result {
	try {
		return { output: output(parseOptions(words), broker, files), error: '', exitCode: 0 };
	} catch (error) {
		if (!(error instanceof AdminError)) throw error;
		return { output: '', error: error.message, exitCode: error.exitCode };
	}
}
