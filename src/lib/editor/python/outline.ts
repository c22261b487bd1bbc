/**
 * The outline of a Python file: its classes, functions, attributes and their docstrings. Made for our own, evenly
 * written sources, not for any Python: a statement begins a line, blocks are indented by four.
 */

export interface Parameter {
	/** With its stars: `*args`. */
	readonly name: string;
	/** As written; null when there is none. */
	readonly default: string | null;
}

export interface Definition {
	readonly kind: 'class' | 'function' | 'property' | 'attribute';
	readonly name: string;
	/** Without its quotes and indentation; '' when there is none. */
	readonly doc: string;
	/** Of a function, without `self`; of a class, of its `__init__`. */
	readonly parameters: readonly Parameter[];
	/** Names of the classes a class is made from. */
	readonly bases: readonly string[];
	/** What stands in a class, by name. */
	readonly members: ReadonlyMap<string, Definition>;
}

interface Line {
	readonly indent: number;
	readonly text: string;
}

/** What a file defines at its top level, by name. Names that begin with an underscore are its own business. */
export function outline(source: string): ReadonlyMap<string, Definition> {
	return block(logicalLines(source));
}

/** Lines with open brackets and docstrings joined to those that close them; comments and empty lines left out. */
function logicalLines(source: string): Line[] {
	const lines: Line[] = [];
	let open = '';
	for (const raw of source.split('\n')) {
		const line = open === '' ? raw : `${open}\n${raw}`;
		if (isOpen(line)) {
			open = line;
			continue;
		}
		open = '';
		const text = line.trimStart();
		if (text !== '' && !text.startsWith('#'))
			lines.push({ indent: line.length - text.length, text: text.trimEnd() });
	}
	return lines;
}

function isOpen(line: string): boolean {
	if ((line.match(/"""/g)?.length ?? 0) % 2) return true;
	const code = line.replace(/"""[^]*?"""|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#.*/g, '');
	const brackets = (pattern: RegExp): number => code.match(pattern)?.length ?? 0;
	return brackets(/[([{]/g) > brackets(/[)\]}]/g);
}

function block(lines: readonly Line[]): Map<string, Definition> {
	const found = new Map<string, Definition>();
	const indent = lines[0]?.indent ?? 0;
	let decorator = '';
	lines.forEach(({ indent: own, text }, index) => {
		if (own !== indent) return;
		const definition = define(text, decorator, () => body(lines, index));
		decorator = text.startsWith('@') ? text : '';
		if (definition && !definition.name.startsWith('_') && !found.has(definition.name)) {
			found.set(definition.name, definition);
		}
	});
	return found;
}

/** The lines below one, as far as they are indented. */
function body(lines: readonly Line[], index: number): Line[] {
	const rest = lines.slice(index + 1);
	const end = rest.findIndex(({ indent }) => indent <= lines[index]!.indent);
	return end < 0 ? rest : rest.slice(0, end);
}

const NOTHING = { doc: '', parameters: [], bases: [], members: new Map<string, Definition>() };

function define(text: string, decorator: string, inner: () => Line[]): Definition | null {
	const [, kind, name, brackets = ''] = /^(class|(?:async )?def) (\w+)(?:\(([^]*)\))?:/.exec(text) ?? [];
	if (kind === 'class') return defineClass(name!, splitOutside(brackets), inner());
	if (name !== undefined) {
		const isProperty = /^@(?:property|functools\.cached_property)/.test(decorator);
		const parameters = isProperty ? [] : parametersOf(brackets);
		return { ...NOTHING, kind: isProperty ? 'property' : 'function', name, parameters, doc: docOf(inner()) };
	}
	const [, attribute, value = ''] = /^(\w+)(?:: \w+)? = ([^]*)$/.exec(text) ?? [];
	if (attribute === undefined) return null;
	const doc = /^_checked\([^]*?'([^']*(?:\\'[^']*)*)'\)$/.exec(value)?.[1] ?? '';
	return { ...NOTHING, kind: 'attribute', name: attribute, doc: doc.replaceAll("\\'", "'") };
}

function defineClass(name: string, bases: readonly string[], lines: Line[]): Definition {
	const start = lines.findIndex(({ text }) => text.startsWith('def __init__('));
	const init = start < 0 ? [] : body(lines, start);
	const members = block(lines);
	for (const { text } of init) {
		const attribute = /^self\.([a-z]\w*) = /.exec(text)?.[1];
		if (attribute !== undefined && !members.has(attribute)) {
			members.set(attribute, { ...NOTHING, kind: 'attribute', name: attribute });
		}
	}
	const brackets = start < 0 ? '' : (/\(([^]*)\):/.exec(lines[start]!.text)?.[1] ?? '');
	const doc = [docOf(lines), docOf(init)].filter(Boolean).join('\n\n');
	const classes = bases.filter((base) => !base.includes('=')).map((base) => base.replace(/^.*\./, ''));
	return { kind: 'class', name, doc, parameters: parametersOf(brackets), bases: classes, members };
}

function docOf([first]: readonly Line[]): string {
	const text = first && /^"""([^]*)"""$/.exec(first.text)?.[1];
	return (text ?? '').replace(/\n[ \t]+/g, '\n').trim();
}

/** What isn't the program's business: `self`, the bare star, names with an underscore. */
function parametersOf(brackets: string): Parameter[] {
	return splitOutside(brackets)
		.map((part) => /^([*\w]+)(?::[^=]*)?(?:\s*=\s*([^]*))?$/.exec(part))
		.filter((match) => match !== null && !/^(?:self|cls|\*|_.*)$/.test(match[1]!))
		.map((match) => ({ name: match![1]!, default: match![2] ?? null }));
}

/** Splits at the commas that stand in no brackets or quotes. */
export function splitOutside(list: string): string[] {
	const parts = [''];
	let depth = 0;
	for (const token of list.match(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^]/g) ?? []) {
		if ('([{'.includes(token)) depth++;
		if (')]}'.includes(token)) depth--;
		if (token === ',' && depth === 0) parts.push('');
		else parts[parts.length - 1] += token;
	}
	return parts.map((part) => part.trim()).filter(Boolean);
}
