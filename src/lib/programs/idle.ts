/** Real milliseconds after which something is done on a page that is never at rest. */
const LONGEST = 3000;

/** Does something when the page is at rest; where the browser can't tell, soon. */
export function whenIdle(act: () => void): void {
	if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: LONGEST });
	else setTimeout(act, 100);
}
