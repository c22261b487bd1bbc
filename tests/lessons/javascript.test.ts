/** Every lesson in JavaScript. */
import { rehearseAll } from './rehearse';

rehearseAll('javascript');
