/** How the page writes virtual time. */

/** `00:04.1`: minutes, seconds and tenths. Tenths are cut, not rounded, so time never seems to come early. */
export function formatVirtualTime(milliseconds: number): string {
	const tenths = Math.floor(Math.max(0, milliseconds) / 100);
	const minutes = String(Math.floor(tenths / 600)).padStart(2, '0');
	const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
	return `${minutes}:${seconds}.${tenths % 10}`;
}
