/** What pyodide is told of packages: there are none besides the standard library. */
export const LOCK_FILE = JSON.stringify({
	info: {
		abi_version: '2026_0',
		arch: 'wasm32',
		platform: 'emscripten_5_0_3',
		python: '3.14.2',
		version: '314.0.7'
	},
	packages: {}
});
