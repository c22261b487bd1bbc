/** Arrow keys in a row of tabs (ARIA tabs pattern): left and right move and choose, Home and End go to the ends. */
import type { Attachment } from 'svelte/attachments';

export const tabKeys: Attachment<HTMLElement> = (list) => {
	function press(event: KeyboardEvent): void {
		const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
		const at = tabs.findIndex((tab) => tab === document.activeElement);
		const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
		if (at < 0 || to === undefined) return;
		event.preventDefault();
		const tab = tabs.at(to % tabs.length);
		tab?.focus();
		tab?.click();
	}
	list.addEventListener('keydown', press);
	return () => list.removeEventListener('keydown', press);
};
