/**
 * The declarations a learner's JavaScript or TypeScript is checked against: amqplib's own, and those parts
 * of Node's that a program here can use. About a megabyte of text: for the worker only.
 */

const amqplib = import.meta.glob<string>('/node_modules/amqplib/{package.json,*.d.ts,lib/*.d.ts}', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** No files, no HTTP, no child processes: what a program can't have here isn't offered while it is written. */
const node = import.meta.glob<string>(
	[
		'/node_modules/@types/node/{globals,globals.typedarray,buffer,buffer.buffer,console,process,tty}.d.ts',
		'/node_modules/@types/node/{assert,crypto,events,module,net,os,path,perf_hooks,querystring}.d.ts',
		'/node_modules/@types/node/{readline,stream,string_decoder,timers,url,util,worker_threads}.d.ts',
		'/node_modules/@types/node/{readline,stream,timers}/promises.d.ts',
		'/node_modules/@types/node/{web-globals,compatibility}/*.d.ts'
	],
	{ query: '?raw', import: 'default', eager: true }
);

/** What amqplib gives a `return` listener and its declarations leave out. */
const returnedMessage = `
	import './lib/properties';
	declare module './lib/properties' {
		interface MessageFields {
			/** Of a returned message: why, as a number. */
			replyCode?: number;
			/** Of a returned message: why, in words, e.g. NO_ROUTE. */
			replyText?: string;
		}
	}`;

const texts = { ...amqplib, ...node, '/node_modules/amqplib/returned-message.d.ts': returnedMessage };

/** In the form the TypeScript worker takes, by the address where module resolution looks for each. */
export const extraLibs: Readonly<Record<string, { readonly content: string; readonly version: number }>> =
	Object.fromEntries(
		Object.entries(texts).map(([path, content]) => [`file://${path}`, { content, version: 1 }])
	);
