/**
 * Joins a language of the editor to a TypeScript worker of our own: completion, hover, marks and the like. Monaco
 * has this in `languages/features/typescript`, but that draws every feature of the editor into the page, and a
 * second copy of the compiler into the site.
 */
import { Uri, editor, languages } from 'monaco-editor/editor';
import type ts from 'typescript';
import type { ScriptLanguage } from './compiler-options';
import { completionKind, markdownOf, markerOf, rangeOf, textOf } from './typescript-answers';
import type { TypeScriptService } from './typescript-service';
import TypeScriptWorker from './typescript.worker?worker';

/** The worker, once it holds all files of the language as they are now. */
type Service = () => Promise<TypeScriptService>;

/** Gives models with the id `languageId` what TypeScript knows of them. */
export function serve(languageId: string, language: ScriptLanguage): void {
	languages.onLanguage(languageId, () => {
		const service = startWorker(languageId, language);
		languages.registerCompletionItemProvider(languageId, completion(service));
		languages.registerHoverProvider(languageId, hover(service));
		languages.registerSignatureHelpProvider(languageId, signatureHelp(service));
		languages.registerDefinitionProvider(languageId, definition(service));
		languages.registerRenameProvider(languageId, rename(service));
		languages.registerCodeActionProvider(languageId, quickFix(service));
		keepMarking(languageId, service);
	});
}

/** The worker is large: it starts with the first question. It gets all files: one may import another never shown. */
function startWorker(languageId: string, language: ScriptLanguage): Service {
	let client: editor.MonacoWebWorker<TypeScriptService> | undefined;
	return () => {
		client ??= clientOf(language);
		return client.withSyncedResources(modelsOf(languageId).map((model) => model.uri));
	};
}

function clientOf(language: ScriptLanguage): editor.MonacoWebWorker<TypeScriptService> {
	const worker = new TypeScriptWorker();
	worker.postMessage(language);
	return editor.createWebWorker<TypeScriptService>({ worker, keepIdleModels: true });
}

const modelsOf = (languageId: string) =>
	editor.getModels().filter((model) => model.getLanguageId() === languageId);

const ownModel = (fileName: string) => editor.getModel(Uri.parse(fileName));

function completion(service: Service): languages.CompletionItemProvider {
	/** Where each item was offered, for its details. */
	const origins = new WeakMap<languages.CompletionItem, { uri: string; offset: number }>();
	return {
		triggerCharacters: ['.', '"', "'", '/'],
		async provideCompletionItems(model, position) {
			const origin = { uri: model.uri.toString(), offset: model.getOffsetAt(position) };
			const info = await (await service()).getCompletionsAtPosition(origin.uri, origin.offset);
			if (!info || model.isDisposed()) return;
			const word = model.getWordUntilPosition(position);
			const range = {
				startLineNumber: position.lineNumber,
				endLineNumber: position.lineNumber,
				startColumn: word.startColumn,
				endColumn: word.endColumn
			};
			const suggestions = info.entries.map((entry): languages.CompletionItem => {
				const item = {
					label: entry.name,
					insertText: entry.name,
					sortText: entry.sortText,
					kind: completionKind(entry.kind),
					range: entry.replacementSpan ? rangeOf(model, entry.replacementSpan) : range
				};
				origins.set(item, origin);
				return item;
			});
			return { suggestions };
		},
		async resolveCompletionItem(item) {
			const { uri, offset } = origins.get(item)!;
			const details = await (await service()).getCompletionEntryDetails(uri, offset, item.insertText);
			if (!details) return item;
			return { ...item, detail: textOf(details.displayParts), documentation: markdownOf(details) };
		}
	};
}

function hover(service: Service): languages.HoverProvider {
	return {
		async provideHover(model, position) {
			const info = await (
				await service()
			).getQuickInfoAtPosition(model.uri.toString(), model.getOffsetAt(position));
			if (!info || model.isDisposed()) return;
			const signature = { value: '```typescript\n' + textOf(info.displayParts) + '\n```' };
			return { range: rangeOf(model, info.textSpan), contents: [signature, markdownOf(info)] };
		}
	};
}

function signatureHelp(service: Service): languages.SignatureHelpProvider {
	return {
		signatureHelpTriggerCharacters: ['(', ','],
		async provideSignatureHelp(model, position) {
			const help = await (
				await service()
			).getSignatureHelpItems(model.uri.toString(), model.getOffsetAt(position), {});
			if (!help) return;
			const value = {
				activeSignature: help.selectedItemIndex,
				activeParameter: help.argumentIndex,
				signatures: help.items.map(signatureOf)
			};
			return { value, dispose() {} };
		}
	};
}

function signatureOf(item: ts.SignatureHelpItem): languages.SignatureInformation {
	const parameters = item.parameters.map((parameter) => ({
		label: textOf(parameter.displayParts),
		documentation: markdownOf(parameter)
	}));
	const list = parameters.map(({ label }) => label).join(textOf(item.separatorDisplayParts));
	return {
		label: textOf(item.prefixDisplayParts) + list + textOf(item.suffixDisplayParts),
		documentation: markdownOf(item),
		parameters
	};
}

/** Only into the learner's own files: a library's are not in the editor. */
function definition(service: Service): languages.DefinitionProvider {
	return {
		async provideDefinition(model, position) {
			const found = await (
				await service()
			).getDefinitionAtPosition(model.uri.toString(), model.getOffsetAt(position));
			return (found ?? []).flatMap(({ fileName, textSpan }) => {
				const target = ownModel(fileName);
				return target ? [{ uri: target.uri, range: rangeOf(target, textSpan) }] : [];
			});
		}
	};
}

function rename(service: Service): languages.RenameProvider {
	return {
		async provideRenameEdits(model, position, newName) {
			const at = [model.uri.toString(), model.getOffsetAt(position)] as const;
			const worker = await service();
			const info = await worker.getRenameInfo(...at, {});
			if (!info.canRename) return { edits: [], rejectReason: info.localizedErrorMessage };
			const places = (await worker.findRenameLocations(...at, false, false, false)) ?? [];
			const edits = places.flatMap(({ fileName, textSpan }) => {
				const target = ownModel(fileName);
				const textEdit = target && { range: rangeOf(target, textSpan), text: newName };
				return textEdit ? [{ resource: target.uri, versionId: undefined, textEdit }] : [];
			});
			return { edits };
		}
	};
}

/** Corrections of what is marked, e.g. of a misspelt method. */
function quickFix(service: Service): languages.CodeActionProvider {
	return {
		async provideCodeActions(model, range, { markers }) {
			const codes = markers.map(({ code }) => Number(code)).filter(Boolean);
			const start = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
			const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
			const worker = await service();
			const fixes = await worker.getCodeFixesAtPosition(model.uri.toString(), start, end, codes, {});
			if (model.isDisposed()) return;
			const own = fixes.filter(({ changes }) => changes.every(({ fileName }) => ownModel(fileName)));
			return { actions: own.map((fix) => actionOf(fix, markers)), dispose() {} };
		}
	};
}

function actionOf(fix: ts.CodeFixAction, diagnostics: editor.IMarkerData[]): languages.CodeAction {
	const edits = fix.changes.flatMap(({ fileName, textChanges }) => {
		const target = ownModel(fileName)!;
		return textChanges.map(({ span, newText }) => ({
			resource: target.uri,
			versionId: undefined,
			textEdit: { range: rangeOf(target, span), text: newText }
		}));
	});
	return { title: fix.description, kind: 'quickfix', diagnostics, edit: { edits } };
}

/**
 * Marks mistakes in all files half a second after the last change to any: one may break another. Begins when the
 * learner turns to the code, for a lesson's own programs have none.
 */
function keepMarking(languageId: string, service: Service): void {
	let begun = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const soon = (delay: number) => {
		clearTimeout(timer);
		timer = setTimeout(
			() => modelsOf(languageId).forEach((model) => void mark(model, languageId, service)),
			delay
		);
	};
	const begin = () => {
		if (!begun) soon(0);
		begun = true;
	};
	const watch = (model: editor.ITextModel) => {
		if (model.getLanguageId() !== languageId) return;
		if (begun) soon(0);
		model.onDidChangeContent(() => begun && soon(500));
		model.onWillDispose(() => begun && soon(0));
	};
	const watchEditor = (each: editor.ICodeEditor) => {
		each.onDidFocusEditorText(begin);
		if (each.hasTextFocus()) begin();
	};
	editor.onDidCreateModel(watch);
	editor.getModels().forEach(watch);
	editor.onDidCreateEditor(watchEditor);
	editor.getEditors().forEach(watchEditor);
}

async function mark(model: editor.ITextModel, owner: string, service: Service): Promise<void> {
	const uri = model.uri.toString();
	const worker = await service();
	if (model.isDisposed()) return;
	const version = model.getVersionId();
	const found = await Promise.all([worker.getSyntacticDiagnostics(uri), worker.getSemanticDiagnostics(uri)]);
	if (model.isDisposed() || model.getVersionId() !== version) return;
	editor.setModelMarkers(
		model,
		owner,
		found.flat().map((diagnostic) => markerOf(model, diagnostic))
	);
}
