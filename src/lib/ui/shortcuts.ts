/** The lesson page's keys: which key press asks for what. */

export type Command =
	'run' | 'stop' | 'pause' | 'step' | 'back' | 'nextMark' | 'previousMark' | 'present' | 'help';

/** What is needed of a keyboard event. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys that hold everywhere, also inside the editor: Ctrl or ⌘ with Enter or the full stop. */
export function globalCommand(press: KeyPress): Command | null {
	if (!(press.ctrlKey || press.metaKey) || press.altKey || press.shiftKey) return null;
	if (press.key === 'Enter') return 'run';
	return press.key === '.' ? 'stop' : null;
}

const PLAIN: Readonly<Record<string, Command>> = {
	' ': 'pause',
	ArrowRight: 'step',
	ArrowLeft: 'back',
	'.': 'nextMark',
	',': 'previousMark',
	End: 'present',
	'?': 'help'
};

/** Plain keys; only for presses that no field, button or other widget wants itself (see `wantsKeys`). */
export function plainCommand(press: KeyPress): Command | null {
	if (press.ctrlKey || press.metaKey || press.altKey) return null;
	return PLAIN[press.key] ?? null;
}

/** Elements that have a use of their own for plain keys. */
const WIDGETS =
	'input, textarea, select, button, a[href], summary, dialog, [contenteditable], ' +
	'[role="textbox"], [role="tab"], [role="separator"], [role="log"], [role="application"]';

/** Whether a plain key pressed on `target` is the target's own business. */
export function wantsKeys(target: EventTarget | null): boolean {
	return target instanceof Element && target.closest(WIDGETS) !== null;
}
