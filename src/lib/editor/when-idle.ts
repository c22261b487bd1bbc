/** Waits for the right moment to load something large: its place is on screen, and the page has nothing to do. */

/**
 * Resolves once `element` is visible and the main thread idle, at the latest two seconds after it is seen.
 * Never settles after `signal` has fired.
 */
export async function whenIdleAndVisible(element: Element, signal: AbortSignal): Promise<void> {
	await visible(element, signal);
	await idle(signal);
}

/** Lets the page do what is waiting: input, paint. Large work is cut into pieces with this between them. */
export const breather = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function visible(element: Element, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const observer = new IntersectionObserver((entries) => {
			if (!entries.some((entry) => entry.isIntersecting)) return;
			observer.disconnect();
			resolve();
		});
		observer.observe(element);
		signal.addEventListener('abort', () => observer.disconnect());
	});
}

/** Safari has no idle callback; a timer does there. */
function idle(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis) {
			const handle = requestIdleCallback(() => resolve(), { timeout: 2000 });
			signal.addEventListener('abort', () => cancelIdleCallback(handle));
		} else {
			const handle = setTimeout(resolve, 200);
			signal.addEventListener('abort', () => clearTimeout(handle));
		}
	});
}
