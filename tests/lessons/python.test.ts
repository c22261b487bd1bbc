/** Every lesson in Python. */
import { rehearseAll } from './rehearse';

rehearseAll('python');
