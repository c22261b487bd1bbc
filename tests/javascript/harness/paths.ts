/** Stands in for SvelteKit's `$app/paths`: the harness is served from the root. */
export const asset = (path: string): string => path;
