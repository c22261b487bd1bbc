/**
 * What may differ between the console of a real RabbitMQ and ours, by name. Everything else must be the same.
 */
import type { Said } from './script';

/** Columns of listings that measure the machine or the moment. */
const MEASURED = new Set([
	...['consumer_capacity', 'consumer_utilisation', 'memory', 'disk_reads', 'disk_writes'],
	...['port', 'peer_port']
]);

/** Names of nodes and processes, ports, identifiers that are made up, hashes, and what else a machine has. */
function plain(text: string, node: string, port: number): string {
	return (
		text
			.replaceAll(node, 'NODE')
			.replace(/<NODE\.\d+\.\d+\.\d+>/g, 'PID')
			.replace(/#PID<[\d.]+>/g, 'PID')
			.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
			.replaceAll(`127.0.0.1:${port}`, '127.0.0.1:PORT')
			.replace(/rabbitmq-cluster-id-[\w-]+/g, 'CLUSTER-ID')
			.replace(/other nodes on localhost: \[[^\]]*\]/g, 'other nodes')
			.replace(/rabbitmqcli-\d+-/g, 'rabbitmqcli-N-')
			.replace(/home directory: .*/g, 'home directory')
			.replace(/cookie hash: .*/g, 'cookie hash')
			// What the node's log says reaches the tool by another way than its answer, early, late or not at all.
			.replace(/^\n?\d\d:\d\d:\d\d\.\d{3} \[\w+\] .*\n/gm, '')
			.replace(/"password_hash":"[^"]*"/g, '"password_hash":"HASH"')
	);
}

/** A listing's rows come in no order; so do the objects of a JSON list and the blocks of a drawn table. */
function ordered(line: string, output: string): string {
	if (/status$/.test(line)) return unmeasured(output);
	if (/^rabbitmq-plugins/.test(line)) return sortedNames(output);
	if (/^\{"bindings"/.test(output)) return JSON.stringify(sortedDeep(JSON.parse(output)));
	if (!/ list_/.test(line)) return output;
	if (output.startsWith('[\n{')) return sortedJson(output);
	if (line.endsWith(' erlang')) return sortedErlang(output);
	const lines = measured(output.split('\n'));
	const header = lines.findIndex((each) => !/ \.\.\.$|\S\.\.\.$/.test(each));
	return [...lines.slice(0, header), ...lines.slice(header).sort()].join('\n');
}

function sortedJson(output: string): string {
	const rows = JSON.parse(output) as Record<string, unknown>[];
	const texts = rows.map((row) => {
		for (const column of MEASURED) if (column in row) row[column] = 'MEASURED';
		return JSON.stringify(row);
	});
	return texts.sort().join('\n');
}

/** A node's page, without its machine: numbers, paths, versions of what it runs on, and its rank of memory users. */
function unmeasured(output: string): string {
	const lines = output
		.replace(/(Erlang configuration|Crypto library|Cluster name|Computed to): .*/g, '$1')
		.replace(/(: | \* )\/\S+/g, '$1PATH')
		.replace(/ count: (\d+)/g, ' count is $1#')
		.replace(/\d+(\.\d+)?(?![\d.]*#)/g, 'N')
		.split('\n');
	return lines.sort().join('\n');
}

/** Names of plugins come in the order in which they are stopped. */
function sortedNames(output: string): string {
	return output.replace(/(^ {2}\w+\n)+/gm, (names) => names.split('\n').sort().join('\n').trimStart() + '\n');
}

/** The rows of an Erlang list, each with the line breaks within it. */
function sortedErlang(output: string): string {
	const list = output.indexOf('[[');
	const rows = output
		.slice(list + 1)
		.replace(/\]\s*$/, '')
		.split(/,\s+(?=\[\{[a-z_]+,<<)/);
	return output.slice(0, list) + rows.sort().join('\n');
}

/** Objects keep their order, lists don't. */
function sortedDeep(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sortedDeep).sort((a, b) => (text(a) < text(b) ? -1 : 1));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sortedDeep(each)]));
}

const text = (value: unknown): string => JSON.stringify(value);

/** Blanks the measured columns of a table, which its header names. */
function measured(lines: readonly string[]): string[] {
	const header = lines.find((line) => line.split('\t').some((column) => MEASURED.has(column)));
	if (header === undefined) return [...lines];
	const free = header.split('\t').map((column) => MEASURED.has(column));
	const from = lines.indexOf(header) + 1;
	return lines.map((line, index) =>
		index < from || line === ''
			? line
			: line
					.split('\t')
					.map((cell, column) => (free[column] ? 'MEASURED' : cell))
					.join('\t')
	);
}

/** What was said, without what is free. */
export function comparable(said: Said, node: string, port: number): Said {
	const output = ordered(said.line, plain(said.output, node, port));
	return { ...said, output, error: plain(said.error, node, port) };
}
