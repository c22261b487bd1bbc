/** Compares names and tags, to sort by them. */
export function inOrder(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
