/**
 * The page's part in being there without network: a page older than its service worker tells it what it loads, so that
 * one visit is enough.
 */
export async function tellServiceWorker(): Promise<void> {
	// Through a service worker that was there first all goes anyway.
	if (!navigator.serviceWorker || navigator.serviceWorker.controller) return;
	const { active } = await navigator.serviceWorker.ready;
	const observer = new PerformanceObserver((list) => {
		active?.postMessage(list.getEntries().map(({ name }) => name));
	});
	observer.observe({ type: 'resource', buffered: true });
}
