/** Whether Python programs can run in this browser: their blocking calls need JavaScript Promise Integration. */
export function pythonIsSupported(): boolean {
	return 'Suspending' in WebAssembly;
}
