/** The editor's colours, made from the page's design tokens, so that there is one palette and not two. */
import type { editor } from 'monaco-editor/editor';

/** Reads a token as an opaque `#rrggbb`. */
export type ReadToken = (token: string) => string;

/** Reads the custom properties that hold on `element`, in whatever CSS notation they are written. */
export function tokensOf(element: Element): ReadToken {
	const style = getComputedStyle(element);
	const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
	return (token) => {
		pixel.fillStyle = style.getPropertyValue(token).trim();
		pixel.fillRect(0, 0, 1, 1);
		const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
		return '#' + [red, green, blue].map((part) => part!.toString(16).padStart(2, '0')).join('');
	};
}

/** Token kinds of the languages' grammars, by the design token that colours them. */
const syntax: Readonly<Record<string, readonly string[]>> = {
	'--ink': ['', 'identifier', 'type.identifier'],
	'--ink-2': ['delimiter', 'operator'],
	'--ink-3': ['comment'],
	'--consumer': ['keyword', 'tag', 'regexp'],
	'--queue': ['string', 'string.escape', 'string.invalid'],
	'--producer': ['function', 'number']
};

export function themeFrom(token: ReadToken, theme: 'light' | 'dark'): editor.IStandaloneThemeData {
	const veil = (name: string, alpha: string) => token(name) + alpha;
	return {
		base: theme === 'dark' ? 'vs-dark' : 'vs',
		inherit: true,
		rules: Object.entries(syntax).flatMap(([name, kinds]) =>
			kinds.map((kind) => ({ token: kind, foreground: token(name).slice(1) }))
		),
		colors: {
			'editor.background': token('--panel'),
			'editor.foreground': token('--ink'),
			'editorLineNumber.foreground': token('--ink-3'),
			'editorLineNumber.activeForeground': token('--ink'),
			'editorCursor.foreground': token('--ink'),
			'editor.selectionBackground': veil('--producer', '38'),
			'editor.inactiveSelectionBackground': veil('--producer', '20'),
			'editor.selectionHighlightBackground': veil('--producer', '18'),
			'editor.wordHighlightBackground': veil('--producer', '14'),
			'editor.wordHighlightStrongBackground': veil('--producer', '20'),
			'editor.lineHighlightBackground': veil('--wash', '80'),
			'editor.lineHighlightBorder': '#00000000',
			'editorBracketMatch.background': token('--wash'),
			'editorBracketMatch.border': token('--line-2'),
			'editorIndentGuide.background1': token('--line'),
			'editorIndentGuide.activeBackground1': token('--line-2'),
			'editorWidget.background': token('--panel'),
			'editorWidget.foreground': token('--ink'),
			'editorWidget.border': token('--line'),
			'editorHoverWidget.background': token('--panel'),
			'editorHoverWidget.border': token('--line'),
			'editorSuggestWidget.background': token('--panel'),
			'editorSuggestWidget.border': token('--line'),
			'editorSuggestWidget.foreground': token('--ink'),
			'editorSuggestWidget.selectedBackground': token('--wash'),
			'editorSuggestWidget.selectedForeground': token('--ink'),
			'editorSuggestWidget.highlightForeground': token('--producer'),
			'editorSuggestWidget.focusHighlightForeground': token('--producer'),
			'editorError.foreground': token('--bad'),
			'editorWarning.foreground': token('--m1'),
			'editorInfo.foreground': token('--producer'),
			'scrollbar.shadow': '#00000000',
			'scrollbarSlider.background': veil('--ink-3', '40'),
			'scrollbarSlider.hoverBackground': veil('--ink-3', '66'),
			'scrollbarSlider.activeBackground': veil('--ink-3', '88'),
			'input.background': token('--panel'),
			'input.foreground': token('--ink'),
			'input.border': token('--line-2'),
			focusBorder: token('--producer'),
			'widget.shadow': '#00000014'
		}
	};
}
