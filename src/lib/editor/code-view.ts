/**
 * One Monaco editor over a learner's files: a model for each file, which keeps its undo history while another
 * is shown. Plain methods; the component calls them when its props change.
 */
import type { editor, IDisposable } from 'monaco-editor/editor';
import type { EditorLabels } from './labels';
import { languageIds, monaco } from './monaco';
import type { Marker, Place } from './places';
import { textChange } from './text-change';
import { themeFrom, tokensOf } from './theme';

export interface SourceFile {
	readonly file: string;
	readonly source: string;
}

export interface CodeViewEvents {
	/** The learner changed a file's text. */
	onedit(file: string, source: string): void;
	onrun?(): void;
	onstop?(): void;
	/** The learner followed a definition into another file. */
	onopen?(place: Place): void;
	/** The pointer rests on another line of the shown file; null when on none. */
	onlook?(place: Place | null): void;
}

/** A caret to carry over from the plain editor: offsets in UTF-16 units, scroll in CSS pixels. */
export interface Caret {
	readonly start: number;
	readonly end: number;
	readonly scrollTop: number;
	readonly focused: boolean;
}

interface OpenFile {
	readonly model: editor.ITextModel;
	readonly listener: IDisposable;
	view: editor.ICodeEditorViewState | null;
	glow: string[];
}

const markerSeverity = {
	error: monaco.MarkerSeverity.Error,
	warning: monaco.MarkerSeverity.Warning,
	info: monaco.MarkerSeverity.Info
};

const languages: Readonly<Record<string, string>> = {
	js: languageIds.javascript,
	mjs: languageIds.javascript,
	cjs: languageIds.javascript,
	ts: languageIds.typescript,
	mts: languageIds.typescript,
	py: languageIds.python
};

/** Escape leaves these first; only then does it let Tab go. */
const nothingToClose = [
	'suggestWidgetVisible',
	'parameterHintsVisible',
	'findWidgetVisible',
	'renameInputVisible',
	'markersNavigationVisible',
	'editorHasMultipleSelections',
	'inSnippetMode',
	'inReferenceSearchEditor'
]
	.map((key) => `!${key}`)
	.join(' && ');

let workspaces = 0;

export class CodeView {
	readonly #editor: editor.IStandaloneCodeEditor;
	readonly #events: CodeViewEvents;
	readonly #files = new Map<string, OpenFile>();
	/** Two views may be on the page at once; their files must not be one another's. */
	readonly #folder = `file:///workspace-${++workspaces}/`;
	readonly #disposables: IDisposable[] = [];
	#active = '';
	/** Line under the pointer, 0 for none. */
	#looked = 0;
	/** True while text from outside is put in, which is no edit of the learner's. */
	#applying = false;

	constructor(host: HTMLElement, labels: EditorLabels, events: CodeViewEvents) {
		this.#events = events;
		this.#editor = monaco.editor.create(host, { ...calm, fontFamily: monoFont(host), model: null });
		this.#addCommands(labels);
		this.#letTabGoAfterEscape();
		this.#openDefinitionsElsewhere();
		this.#editor.onMouseMove(({ target }) => this.#look(target.position?.lineNumber ?? 0));
		this.#editor.onMouseLeave(() => this.#look(0));
	}

	/** `line` 0: none. */
	#look(line: number): void {
		if (line === this.#looked) return;
		this.#looked = line;
		this.#events.onlook?.(line === 0 ? null : { file: this.#active, line });
	}

	/** The files as they should be; a text that differs from what is shown is applied as an edit that can be undone. */
	setFiles(files: readonly SourceFile[]): void {
		const names = new Set(files.map(({ file }) => file));
		for (const file of this.#files.keys()) if (!names.has(file)) this.#close(file);
		for (const { file, source } of files) {
			const open = this.#files.get(file);
			if (open) this.#apply(open.model, source);
			else this.#open(file, source);
		}
	}

	/** Shows a file where it was left. */
	show(file: string): void {
		if (file === this.#active) return;
		const leaving = this.#files.get(this.#active);
		if (leaving) leaving.view = this.#editor.saveViewState();
		this.#active = file;
		const open = this.#files.get(file);
		this.#editor.setModel(open?.model ?? null);
		if (open?.view) this.#editor.restoreViewState(open.view);
	}

	/** Makes these lines glow, in whichever files they are, and no others. */
	highlight(places: readonly Place[]): void {
		for (const [file, open] of this.#files) {
			const glow = places.filter((place) => place.file === file).map(({ line }) => glowing(line));
			if (open.glow.length || glow.length) open.glow = open.model.deltaDecorations(open.glow, glow);
		}
	}

	/** Brings a line of the shown file into view and puts the caret there. */
	reveal(place: Place): void {
		if (place.file !== this.#active) return;
		this.#editor.setPosition({ lineNumber: place.line, column: 1 });
		this.#editor.revealLineInCenterIfOutsideViewport(place.line, monaco.editor.ScrollType.Smooth);
	}

	setMarkers(markers: readonly Marker[]): void {
		for (const [file, { model }] of this.#files) {
			const own = markers.filter((marker) => marker.file === file && marker.line <= model.getLineCount());
			monaco.editor.setModelMarkers(
				model,
				'warren',
				own.map((marker) => markerData(model, marker))
			);
		}
	}

	configure(options: { readonly readOnly: boolean; readonly ariaLabel: string }): void {
		this.#editor.updateOptions({ ...options, domReadOnly: options.readOnly });
	}

	/** Reads the design tokens anew. */
	setTheme(theme: 'light' | 'dark'): void {
		const host = this.#editor.getContainerDomNode();
		monaco.editor.defineTheme('warren', themeFrom(tokensOf(host), theme));
		monaco.editor.setTheme('warren');
	}

	/** Takes over from the plain editor where the learner is. */
	take(caret: Caret): void {
		const model = this.#editor.getModel();
		if (!model) return;
		const from = model.getPositionAt(caret.start);
		this.#editor.setSelection(monaco.Selection.fromPositions(from, model.getPositionAt(caret.end)));
		this.#editor.setScrollTop(caret.scrollTop);
		if (caret.focused) this.#editor.focus();
	}

	dispose(): void {
		for (const disposable of this.#disposables) disposable.dispose();
		this.#editor.dispose();
		for (const file of [...this.#files.keys()]) this.#close(file);
	}

	#open(file: string, source: string): void {
		const language = languages[file.slice(file.lastIndexOf('.') + 1)] ?? 'plaintext';
		const uri = monaco.Uri.parse(this.#folder + encodeURIComponent(file));
		const model = monaco.editor.createModel(source, language, uri);
		model.setEOL(monaco.editor.EndOfLineSequence.LF);
		model.updateOptions({
			tabSize: language === languageIds.python ? 4 : 2,
			bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false }
		});
		const listener = model.onDidChangeContent(() => {
			if (!this.#applying) this.#events.onedit(file, model.getValue());
		});
		this.#files.set(file, { model, listener, view: null, glow: [] });
	}

	#close(file: string): void {
		const open = this.#files.get(file)!;
		this.#files.delete(file);
		open.listener.dispose();
		open.model.dispose();
		if (file === this.#active) this.#active = '';
	}

	#apply(model: editor.ITextModel, source: string): void {
		const change = textChange(model.getValue(), source);
		if (!change) return;
		const range = monaco.Range.fromPositions(
			model.getPositionAt(change.start),
			model.getPositionAt(change.end)
		);
		this.#applying = true;
		model.pushStackElement();
		model.pushEditOperations(null, [{ range, text: change.text }], () => null);
		model.pushStackElement();
		this.#applying = false;
	}

	#addCommands(labels: EditorLabels): void {
		const { CtrlCmd } = monaco.KeyMod;
		const { Enter, Period } = monaco.KeyCode;
		const add = (id: string, label: string, key: number, run?: () => void) => {
			if (run) this.#editor.addAction({ id, label, keybindings: [CtrlCmd | key], run });
		};
		add('warren.run', labels.run, Enter, this.#events.onrun);
		add('warren.stop', labels.stop, Period, this.#events.onstop);
	}

	/** Tab indents, so there has to be a way out by keyboard: Escape, then Tab. Typing takes it back. */
	#letTabGoAfterEscape(): void {
		const tabLeaves = (tabFocusMode: boolean) => this.#editor.updateOptions({ tabFocusMode });
		this.#editor.addAction({
			id: 'warren.leave',
			label: '',
			keybindings: [monaco.KeyCode.Escape],
			precondition: nothingToClose,
			run: () => {
				this.#editor.trigger('keyboard', 'cancelSelection', {});
				tabLeaves(true);
			}
		});
		this.#disposables.push(
			this.#editor.onDidBlurEditorText(() => tabLeaves(false)),
			this.#editor.onDidChangeModelContent(() => tabLeaves(false))
		);
	}

	#openDefinitionsElsewhere(): void {
		const opener = monaco.editor.registerEditorOpener({
			openCodeEditor: (_source, resource, selection) => {
				const target = [...this.#files].find(([, { model }]) => model.uri.toString() === resource.toString());
				if (!target || !this.#events.onopen) return false;
				const line = selection && 'startLineNumber' in selection ? selection.startLineNumber : 1;
				this.#events.onopen({ file: target[0], line });
				return true;
			}
		});
		this.#disposables.push(opener);
	}
}

/** Everything that moves, pops up by itself or fills the margin is off. */
const calm: editor.IStandaloneEditorConstructionOptions = {
	automaticLayout: true,
	fontSize: 13,
	lineHeight: 21,
	fontLigatures: false,
	minimap: { enabled: false },
	lineNumbersMinChars: 3,
	lineDecorationsWidth: 12,
	glyphMargin: false,
	folding: false,
	padding: { top: 8, bottom: 8 },
	scrollBeyondLastLine: false,
	overviewRulerLanes: 0,
	overviewRulerBorder: false,
	hideCursorInOverviewRuler: true,
	renderLineHighlight: 'none',
	renderLineHighlightOnlyWhenFocus: true,
	guides: { indentation: false },
	matchBrackets: 'near',
	occurrencesHighlight: 'off',
	wordBasedSuggestions: 'currentDocument',
	lightbulb: { enabled: 'off' as editor.ShowLightbulbIconMode },
	stickyScroll: { enabled: false },
	scrollbar: {
		verticalScrollbarSize: 10,
		horizontalScrollbarSize: 10,
		useShadows: false,
		alwaysConsumeMouseWheel: false
	},
	fixedOverflowWidgets: true,
	contextmenu: true,
	smoothScrolling: false,
	cursorBlinking: 'solid',
	insertSpaces: true,
	detectIndentation: true,
	'semanticHighlighting.enabled': false,
	unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false }
};

const monoFont = (element: Element) =>
	getComputedStyle(element).getPropertyValue('--mono').trim() || 'monospace';

function glowing(line: number): editor.IModelDeltaDecoration {
	return {
		range: new monaco.Range(line, 1, line, 1),
		options: {
			isWholeLine: true,
			className: 'warren-glow',
			marginClassName: 'warren-glow',
			lineNumberClassName: 'warren-glowing-number'
		}
	};
}

function markerData(model: editor.ITextModel, marker: Marker): editor.IMarkerData {
	return {
		severity: markerSeverity[marker.severity],
		message: marker.message,
		startLineNumber: marker.line,
		startColumn: model.getLineFirstNonWhitespaceColumn(marker.line) || 1,
		endLineNumber: marker.line,
		endColumn: model.getLineMaxColumn(marker.line)
	};
}
