/** The graph's door. */
export { default as Graph } from './Graph.svelte';
export type { GraphLabels } from './labels';
export type { Selection } from './selection';
export type { Balance, CopyPlace } from './balance';
