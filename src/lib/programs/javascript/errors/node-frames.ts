/**
 * Where Node 20.20.2's own modules stand in stack traces. Keys are the names of our functions that do the same work;
 * a string is the place of the frame, a list replaces the frame.
 */

export const INTERNAL_FRAMES: ReadonlyMap<string, string | readonly string[]> = new Map<
	string,
	string | readonly string[]
>([
	['emit', 'node:events:524:28'],
	['from', ['Function.from (node:buffer:322:9)']],
	['setTimeout', ['setTimeout (node:timers:140:3)']],
	['setInterval', ['setInterval (node:timers:188:3)']],
	['setImmediate', ['setImmediate (node:timers:233:3)']],
	[
		'runMicrotask',
		[
			'node:internal/process/task_queues:140:7',
			'AsyncResource.runInAsyncScope (node:async_hooks:206:9)',
			'AsyncResource.runMicrotask (node:internal/process/task_queues:137:8)',
			'process.processTicksAndRejections (node:internal/process/task_queues:95:5)'
		]
	],
	['listOnTimeout', ['listOnTimeout (node:internal/timers:581:17)']],
	['processTimers', ['process.processTimers (node:internal/timers:519:7)']],
	['processImmediate', ['process.processImmediate (node:internal/timers:483:21)']],
	['tickWithNone', ['process.processTicksAndRejections (node:internal/process/task_queues:77:11)']],
	['tickWithOne', ['process.processTicksAndRejections (node:internal/process/task_queues:81:21)']],
	['tickWithTwo', ['process.processTicksAndRejections (node:internal/process/task_queues:82:21)']],
	['tickWithMore', ['process.processTicksAndRejections (node:internal/process/task_queues:85:22)']],
	['emitReadable_', ['emitReadable_ (node:internal/streams/readable:834:12)']],
	[
		'evaluateCommonJs',
		[
			'Module._compile (node:internal/modules/cjs/loader:1521:14)',
			'Module._extensions..js (node:internal/modules/cjs/loader:1623:10)',
			'Module.load (node:internal/modules/cjs/loader:1266:32)',
			'Module._load (node:internal/modules/cjs/loader:1091:12)'
		]
	],
	[
		'compileCommonJs',
		[
			'wrapSafe (node:internal/modules/cjs/loader:1464:18)',
			'Module._compile (node:internal/modules/cjs/loader:1495:20)',
			'Module._extensions..js (node:internal/modules/cjs/loader:1623:10)',
			'Module.load (node:internal/modules/cjs/loader:1266:32)',
			'Module._load (node:internal/modules/cjs/loader:1091:12)'
		]
	],
	[
		'resolveFilename',
		[
			'Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)',
			'Module._load (node:internal/modules/cjs/loader:1038:27)'
		]
	],
	[
		'requireModule',
		[
			'Module.require (node:internal/modules/cjs/loader:1289:19)',
			'require (node:internal/modules/helpers:182:18)'
		]
	],
	[
		'runMain',
		[
			'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
			'node:internal/main/run_main_module:28:49'
		]
	]
]);

/** Under a microtask that runs inside the next-tick queue. */
export const TICK_FRAME = 'process.processTicksAndRejections (node:internal/process/task_queues:95:5)';

/** Under an ES module's body. */
export const MODULE_TAIL = [
	'ModuleJob.run (node:internal/modules/esm/module_job:325:25)',
	'async ModuleLoader.import (node:internal/modules/esm/loader:606:24)',
	'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)'
];
