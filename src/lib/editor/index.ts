/** The editor's door. */
export { default as DiffView } from './DiffView.svelte';
export { default as Editor } from './Editor.svelte';
export type { DiffLabels, EditorLabels } from './labels';
export type { Marker, Place } from './places';
