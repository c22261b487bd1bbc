/** Hints under errors: the room's door. */
export { explainError } from './explain';
export { hintText, lessonOf, type Hint } from './hint';
