/** Commands about commands. They know the whole table, so they are made from it. */
import { EXIT, failure, type Behaviours, type Call, type Outcome } from '../command';
import { commandHelp, commandList, toolHelp } from '../help';
import { suggest } from '../suggest';
import type { CommandText } from '../texts';

function help(tool: string, texts: readonly CommandText[], { words: [name], options }: Call): Outcome {
	if (name === undefined && options['list-commands'] === true) return { term: `${commandList(texts)}\n` };
	if (name === undefined) return { term: toolHelp(tool, texts) };
	const text = texts.find((each) => each.name === name);
	if (text) return { term: commandHelp(tool, text) };
	const close = suggest(
		name,
		texts.map((each) => each.name)
	);
	if (close === null) throw failure(`\nCommand '${name}' not found.`, EXIT.usage);
	throw failure(`\nCommand '${name}' not found. \nDid you mean '${close}'? \n`, EXIT.usage);
}

export function helpBehaviours(tool: string, texts: readonly CommandText[]): Behaviours {
	return {
		help: {
			words: [0, 1],
			needs: 'nothing',
			switches: { 'list-commands': 'flag' },
			run: (call) => help(tool, texts, call)
		},
		autocomplete: {
			words: [0, Infinity],
			needs: 'nothing',
			run({ words: [prefix = ''] }) {
				const names = texts.map(({ name }) => name).filter((name) => name.startsWith(prefix));
				return { term: names.sort().join('\n') };
			}
		}
	};
}
