/** What the editor knows of Python: completion, signatures and explanations for pika's names. Pure, text in, text out. */
import { builtins, keywords, snippets } from './basics';
import { expressionBefore, inWords, openCall } from './cursor';
import { valueOf, type Value } from './infer';
import type { Definition, Parameter } from './outline';
import { allMembers, parameterText, pikaModule, signature } from './pika';

export interface Suggestion {
	readonly name: string;
	readonly kind: Definition['kind'] | 'module' | 'keyword' | 'parameter' | 'word' | 'snippet';
	/** What is put in; a snippet has place holders. */
	readonly insert: string;
	readonly detail: string;
	readonly doc: string;
}

const word = (name: string, kind: Suggestion['kind'], detail = ''): Suggestion => ({
	name,
	kind,
	insert: name,
	detail,
	doc: ''
});

const described = (definition: Definition): Suggestion => ({
	name: definition.name,
	kind: definition.kind,
	insert: definition.name,
	detail: callable(definition) ? signature(definition) : '',
	doc: definition.doc
});

const callable = ({ kind }: Definition): boolean => kind === 'class' || kind === 'function';

/** What fits at the end of `before`; `after` is the rest of the program, for its names. */
export function complete(before: string, after: string): Suggestion[] {
	if (inWords(before)) return [];
	const typed = /\w*$/.exec(before)![0];
	const start = before.slice(0, before.length - typed.length);
	const module = /^\s*from ([\w.]+) import [\w, ]*$/.exec(lastLine(start))?.[1];
	if (module !== undefined) return membersOf({ kind: 'module', path: module });
	if (start.endsWith('.')) {
		const whole = start.slice(0, -1);
		const value = valueOf(expressionBefore(whole), whole);
		return value ? membersOf(value) : [];
	}
	if (/^\s*(?:import|from) $/.test(lastLine(start))) return [word('pika', 'module')];
	if (/\d$/.test(typed)) return [];
	return [...keywordArguments(start), ...general(start, after)];
}

const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

function membersOf(value: Value): Suggestion[] {
	if (value.kind === 'tuple') return [];
	if (value.kind === 'module') {
		return [...(pikaModule(value.path) ?? [])].map(([name, found]) =>
			found === 'module' ? word(name, 'module') : described(found)
		);
	}
	const members = value.kind === 'instance' ? allMembers(value.of) : value.definition.members;
	return [...members.values()]
		.filter(({ name }) => value.kind !== 'instance' || !/^[A-Z]/.test(name))
		.map(described);
}

/** Parameters of the call around that haven't been named yet. */
function keywordArguments(before: string): Suggestion[] {
	const call = openCall(before);
	if (!call || call.arguments.at(-1) !== '') return [];
	const given = call.arguments.map((each) => /^(\w+)\s*=/.exec(each)?.[1]);
	const positions = given.filter((name, index) => name === undefined && call.arguments[index] !== '').length;
	return parametersOf(call.callee, call.before)
		.slice(positions)
		.filter(({ name }) => !given.includes(name) && !name.startsWith('*'))
		.map((parameter) => ({
			name: `${parameter.name}=`,
			kind: 'parameter',
			insert: `${parameter.name}=`,
			detail: parameterText(parameter),
			doc: ''
		}));
}

function parametersOf(callee: string, before: string): readonly Parameter[] {
	const value = valueOf(callee, before);
	return value?.kind === 'definition' ? value.definition.parameters : [];
}

function general(before: string, after: string): Suggestion[] {
	const own = new Set(`${before} ${after}`.replace(/'[^'\n]*'|"[^"\n]*"|#.*/g, '').match(/\b[A-Za-z_]\w*/g));
	const pieces = /^\s*$/.test(lastLine(before)) ? Object.entries(snippets) : [];
	return [
		...pieces.map(([name, insert]): Suggestion => ({ ...word(name, 'snippet'), insert })),
		...keywords.map((name) => word(name, 'keyword')),
		...Object.entries(builtins).map(([name, call]) => word(name, 'function', call)),
		...[...own]
			.filter((name) => !keywords.includes(name) && !(name in builtins))
			.map((name) => word(name, 'word'))
	];
}

export interface Signature {
	/** `channel.queue_declare(queue, passive=False)`. */
	readonly label: string;
	readonly doc: string;
	readonly parameters: readonly string[];
	/** Index of the parameter at the caret. */
	readonly active: number;
}

/** The call around the end of `before`. */
export function signatureAt(before: string): Signature | null {
	const call = openCall(before);
	const value = call && valueOf(call.callee, call.before);
	if (!call || value?.kind !== 'definition' || !callable(value.definition)) return null;
	const { definition } = value;
	const last = /^(\w+)\s*=/.exec(call.arguments.at(-1) ?? '')?.[1];
	const named = definition.parameters.findIndex(({ name }) => name === last);
	return {
		label: definition.name + signature(definition),
		doc: definition.doc,
		parameters: definition.parameters.map(parameterText),
		active: named < 0 ? call.arguments.length - 1 : named
	};
}

/** What the name at the end of `before` is, `line` being the rest of its line; null when it is nothing of pika's. */
export function describe(
	before: string,
	line: string
): { readonly code: string; readonly doc: string } | null {
	if (inWords(before)) return null;
	const expression = expressionBefore(before);
	const value = valueOf(expression, before + line);
	if (value?.kind === 'module') return { code: `import ${value.path}`, doc: '' };
	if (value?.kind === 'instance') return { code: `${expression}: ${value.of.name}`, doc: value.of.doc };
	if (value?.kind !== 'definition') return null;
	const { definition, owner } = value;
	const name = owner === null ? definition.name : `${owner}.${definition.name}`;
	const call = callable(definition) ? signature(definition) : '';
	return { code: `${definition.kind === 'class' ? 'class ' : ''}${name}${call}`, doc: definition.doc };
}
