/** Every scenario, by the part of the rules that it is about. */
import type { Scenario } from '../script';
import { basic } from './basic';
import { channels } from './channels';
import { deadLetters } from './dead-letters';
import { exchanges } from './exchanges';
import { found } from './found';
import { frames } from './frames';
import { limits } from './limits';
import { publishing } from './publishing';
import { queues } from './queues';
import { settling } from './settling';

export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
	frames,
	channels,
	exchanges,
	queues,
	basic,
	publishing,
	'dead-letters': deadLetters,
	limits,
	settling,
	found
};
