/** Definitions as files. */
import { exportDefinitions, importDefinitions, type Broker, type Definitions } from '../../broker';
import { badArgument, EXIT, failure, type Behaviours, type Call } from '../command';
import { JsonError, parseJson } from '../lenient-json';

/** Every object with its keys sorted, as the tools write them. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

/** What the tools write differs a little from what the HTTP interface says (F1). */
function exportText(broker: Broker): string {
	const { product_name: _name, product_version: _version, ...definitions } = exportDefinitions(broker);
	const parameters = [...broker.globalParameters].filter(([name]) => name !== 'internal_cluster_id');
	return JSON.stringify(
		sorted({
			...definitions,
			exchanges: definitions.exchanges.flatMap(({ internal, ...exchange }) => (internal ? [] : [exchange])),
			global_parameters: parameters.map(([name, value]) => ({ name, value })),
			queues: definitions.queues.map((queue) => ({
				...queue,
				type: queue.arguments['x-queue-type'] ?? 'classic'
			})),
			vhosts: Array.from(broker.vhosts, ({ name, description, tags }) => ({
				name,
				limits: [],
				metadata: { description, tags }
			}))
		})
	);
}

function checkFormat({ options }: Call) {
	const known = ['json', 'erlang', undefined].includes(options['format'] as string | undefined);
	return known ? null : badArgument(': Format should be either json or erlang');
}

const format = ({ options }: Call): string =>
	options['format'] === 'erlang' ? 'compressed Erlang Term Format' : 'JSON';

function importText(broker: Broker, text: string): void {
	try {
		importDefinitions(broker, parseJson(text) as unknown as Partial<Definitions>);
	} catch (error) {
		if (!(error instanceof JsonError)) throw error;
		const reason = text === '' ? ':unexpected_end_of_buffer' : `{:unexpected_token, "${text}"}`;
		throw failure(`Failed to deserialise input (format: JSON) (error: ${reason})`, EXIT.data);
	}
}

const IMPORTED =
	'Successfully started definition import. This process is asynchronous and can take some time.';

export const DEFINITIONS: Behaviours = {
	export_definitions: {
		words: 1,
		switches: { format: 'text' },
		validate: checkFormat,
		banner: (call) =>
			call.words[0] === '-'
				? null
				: `Exporting definitions in ${format(call)} to a file at "${call.words[0]}" ...`,
		run({ broker, files, words: [path = ''] }) {
			const text = exportText(broker);
			if (path === '-') return { term: text };
			files.write(path, text);
			return null;
		}
	},
	import_definitions: {
		words: [0, 1],
		switches: { format: 'text', 'skip-if-unchanged': 'flag' },
		validate(call) {
			const [path] = call.words;
			const missing = path !== undefined && call.files.read(path) === null;
			return missing ? badArgument(`: File ${path} does not exist`) : checkFormat(call);
		},
		banner: (call) =>
			`Importing definitions in ${format(call)} from ${call.words.length === 0 ? 'standard input' : `a file at "${call.words[0]}"`} ...`,
		run({ broker, files, words: [path] }) {
			importText(broker, path === undefined ? '' : files.read(path)!);
			return { term: IMPORTED };
		}
	}
};
