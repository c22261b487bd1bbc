// Made by scripts/program-worker.js.
declare module 'virtual:program-worker/javascript' {
	/** The text of a program's worker: a classic script without imports. */
	const script: string;
	export default script;
}
// Made by scripts/python-program-worker.js.
declare module 'virtual:program-worker/python' {
	/** The text of a program's worker: a classic script without imports. */
	const script: string;
	export default script;
}
declare module 'virtual:program-worker/python-post' {
	/** The text of the worker that has such a program's mailbox. */
	const script: string;
	export default script;
}
// Made by scripts/python-library.js.
declare module 'virtual:python-library' {
	/** The file's address. */
	const url: string;
	export default url;
}
declare module 'virtual:program-packages' {
	/** The texts of amqplib's files, by path below `node_modules`. */
	const packages: Readonly<Record<string, string>>;
	export default packages;
}
// pyodide's own interpreter module, which it doesn't describe.
declare module 'pyodide/pyodide.asm.mjs' {
	const createPyodideModule: (settings?: object) => Promise<never>;
	export default createPyodideModule;
}
