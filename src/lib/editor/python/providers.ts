/** Joins what `python-service.ts` knows to Monaco. The service and pika's texts are loaded with the first question. */
import { languages } from 'monaco-editor/editor';
import type { Position, editor } from 'monaco-editor/editor';
import type { Suggestion } from './python-service';

const { CompletionItemInsertTextRule, CompletionItemKind } = languages;

const service = () => import('./python-service');

const kinds: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
	class: CompletionItemKind.Class,
	function: CompletionItemKind.Method,
	property: CompletionItemKind.Field,
	attribute: CompletionItemKind.Field,
	module: CompletionItemKind.Module,
	keyword: CompletionItemKind.Keyword,
	parameter: CompletionItemKind.Variable,
	word: CompletionItemKind.Text,
	snippet: CompletionItemKind.Snippet
};

/** What is asked for most comes first; parameters in the order of the call. */
const order: readonly Suggestion['kind'][] = [
	'parameter',
	'function',
	'property',
	'attribute',
	'class',
	'module'
];

/** Gives models with the id `languageId` what is known of Python. */
export function servePython(languageId: string): void {
	languages.registerCompletionItemProvider(languageId, {
		triggerCharacters: ['.'],
		async provideCompletionItems(model, position) {
			const { complete } = await service();
			const range = wordRange(model, position);
			const found = complete(...around(model, position));
			return { suggestions: found.map((each, index) => itemOf(each, index, range)) };
		}
	});
	languages.registerSignatureHelpProvider(languageId, {
		signatureHelpTriggerCharacters: ['(', ','],
		async provideSignatureHelp(model, position) {
			const found = (await service()).signatureAt(around(model, position)[0]);
			if (!found) return null;
			const { label, doc, parameters, active } = found;
			const signature = {
				label,
				documentation: { value: doc },
				parameters: parameters.map((parameter) => ({ label: parameter }))
			};
			const value = { signatures: [signature], activeSignature: 0, activeParameter: active };
			return { value, dispose() {} };
		}
	});
	languages.registerHoverProvider(languageId, {
		async provideHover(model, position) {
			const found = model.getWordAtPosition(position);
			if (!found) return null;
			const end = { lineNumber: position.lineNumber, column: found.endColumn };
			const [before] = around(model, end);
			const rest = model.getLineContent(position.lineNumber).slice(found.endColumn - 1);
			const told = (await service()).describe(before, rest);
			return told && { contents: [{ value: '```python\n' + told.code + '\n```' }, { value: told.doc }] };
		}
	});
}

type Caret = Pick<Position, 'lineNumber' | 'column'>;

/** The program before and after the caret. */
function around(model: editor.ITextModel, caret: Caret): [before: string, after: string] {
	const at = model.getOffsetAt(caret);
	const text = model.getValue();
	return [text.slice(0, at), text.slice(at)];
}

function wordRange(model: editor.ITextModel, { lineNumber, column }: Caret) {
	const { startColumn } = model.getWordUntilPosition({ lineNumber, column });
	return { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn, endColumn: column };
}

function itemOf(
	{ name, kind, insert, detail, doc }: Suggestion,
	index: number,
	range: ReturnType<typeof wordRange>
): languages.CompletionItem {
	const place = order.indexOf(kind);
	const within = kind === 'parameter' ? String(index).padStart(2, '0') : name;
	return {
		label: name,
		kind: kinds[kind],
		insertText: insert,
		insertTextRules: kind === 'snippet' ? CompletionItemInsertTextRule.InsertAsSnippet : undefined,
		detail,
		documentation: { value: doc },
		sortText: `${place < 0 ? order.length : place} ${within}`,
		range
	};
}
