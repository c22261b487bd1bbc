/** The graph's door. */
export { default as Graph } from './Graph.svelte';
export type { GraphLabels } from './labels';
export type { Selection } from './selection';
export type { WhyLabels } from './why-labels';
export type { Balance, CopyPlace } from './balance';
