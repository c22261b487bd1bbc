/** The graph's door. */
export { default as Graph } from './Graph.svelte';
export { fileOf, linesAtWork, type CodeLine } from './code-lines';
export { eventWords, type EventLabels } from './event-words';
export { isFailure, Marks, type Mark, type MarkKind } from './marks';
export { eventsBy, momentAfter, type Moment } from './moment';
export { NameBook } from './name-book';
export type { GraphLabels } from './labels';
export type { AnswerLabels } from './answer-labels';
export type { Selection } from './selection';
export { factOf } from './facts';
export { literalText } from './field-text';
export { factText, type WhyLabels } from './why-labels';
export type { Balance, CopyPlace } from './balance';
