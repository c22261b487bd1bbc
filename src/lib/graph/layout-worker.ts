/** The page's end of the worker that lays out large figures. It is started for the first of them. */
import * as Comlink from 'comlink';
import type { LayoutApi } from '../workers/layout';
import type { Elsewhere } from './drawing-office';
import type { Fonts } from './measure-on';
import { unpackLayout } from './packed-layout';

/** `close` ends the worker; what it was at is never finished. */
export function layoutWorker(fonts: Fonts): { readonly layOut: Elsewhere; readonly close: () => void } {
	let worker: Worker | null = null;
	let api: Comlink.Remote<LayoutApi> | null = null;
	const open = () => {
		worker = new Worker(new URL('../workers/layout.ts', import.meta.url), { type: 'module' });
		const opened = Comlink.wrap<LayoutApi>(worker);
		void opened.useFonts(fonts);
		return opened;
	};
	return {
		async layOut(structure, order) {
			api ??= open();
			return unpackLayout(structure, await api.layOut(structure, order));
		},
		close: () => worker?.terminate()
	};
}
