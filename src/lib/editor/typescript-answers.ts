/** TypeScript's answers in Monaco's terms. */
import { MarkerSeverity, MarkerTag, languages } from 'monaco-editor/editor';
import type { IMarkdownString, IRange, editor } from 'monaco-editor/editor';
import type ts from 'typescript';

const { CompletionItemKind } = languages;

const kinds: Readonly<Record<string, languages.CompletionItemKind>> = {
	keyword: CompletionItemKind.Keyword,
	'primitive type': CompletionItemKind.Keyword,
	var: CompletionItemKind.Variable,
	let: CompletionItemKind.Variable,
	const: CompletionItemKind.Variable,
	'local var': CompletionItemKind.Variable,
	parameter: CompletionItemKind.Variable,
	property: CompletionItemKind.Field,
	getter: CompletionItemKind.Field,
	setter: CompletionItemKind.Field,
	method: CompletionItemKind.Method,
	function: CompletionItemKind.Function,
	'local function': CompletionItemKind.Function,
	class: CompletionItemKind.Class,
	interface: CompletionItemKind.Interface,
	type: CompletionItemKind.Interface,
	enum: CompletionItemKind.Enum,
	module: CompletionItemKind.Module,
	'external module name': CompletionItemKind.Module,
	string: CompletionItemKind.Value
};

/** @param kind a `ScriptElementKind` */
export const completionKind = (kind: string): languages.CompletionItemKind =>
	kinds[kind] ?? CompletionItemKind.Property;

export const textOf = (parts: readonly ts.SymbolDisplayPart[] | undefined): string =>
	(parts ?? []).map(({ text }) => text).join('');

/** Documentation with its tags, such as `@deprecated`, each in a paragraph of its own. */
export function markdownOf(of: {
	readonly documentation?: readonly ts.SymbolDisplayPart[];
	readonly tags?: readonly ts.JSDocTagInfo[];
}): IMarkdownString {
	const tags = (of.tags ?? []).map(({ name, text }) => `*@${name}* ${textOf(text)}`);
	return { value: [textOf(of.documentation), ...tags].join('\n\n') };
}

export function rangeOf(model: editor.ITextModel, { start, length }: ts.TextSpan): IRange {
	const from = model.getPositionAt(start);
	const to = model.getPositionAt(start + length);
	return {
		startLineNumber: from.lineNumber,
		startColumn: from.column,
		endLineNumber: to.lineNumber,
		endColumn: to.column
	};
}

/** Of `ts.DiagnosticCategory`: warning, error, suggestion, message. */
const severities = [MarkerSeverity.Warning, MarkerSeverity.Error, MarkerSeverity.Hint, MarkerSeverity.Info];

export function markerOf(model: editor.ITextModel, diagnostic: ts.Diagnostic): editor.IMarkerData {
	return {
		...rangeOf(model, { start: diagnostic.start ?? 0, length: diagnostic.length ?? 1 }),
		severity: severities[diagnostic.category]!,
		message: flatten(diagnostic.messageText),
		code: String(diagnostic.code),
		tags: diagnostic.reportsDeprecated ? [MarkerTag.Deprecated] : []
	};
}

/** A chain of messages, each under the one it explains. */
function flatten(message: string | ts.DiagnosticMessageChain, depth = 0): string {
	if (typeof message === 'string') return message;
	const reasons = (message.next ?? []).map((reason) => flatten(reason, depth + 1));
	return ['  '.repeat(depth) + message.messageText, ...reasons].join('\n');
}
