/** All console scenarios, by the part of the tools they judge. */
import type { ConsoleScenario } from '../script';
import { admin } from './admin';
import { answers } from './answers';
import { kinds } from './kinds';
import { listings } from './listings';
import { mistakes } from './mistakes';
import { operations } from './operations';
import { plugins } from './plugins';
import { policies } from './policies';
import { users } from './users';
import { vhosts } from './vhosts';

export const CONSOLE: Readonly<Record<string, readonly ConsoleScenario[]>> = {
	users,
	vhosts,
	policies,
	listings,
	kinds,
	operations,
	mistakes,
	plugins,
	admin,
	answers
};
