/** What the page may import of the lessons' room. The lessons themselves come from `course.server.ts`, at build time. */
export { judgeInSteps, lessonChecks, type Verdict } from './checks';
export { explainError, hintText, lessonOf, type Hint } from './hints';
export { History, HistoryReader, type Delivery, type Publication } from './history';
export { inSlices } from './in-slices';
export * from './lesson';
export { progress } from './progress.svelte';
