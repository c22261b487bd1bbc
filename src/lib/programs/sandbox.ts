/**
 * The page's end of the sandbox: a hidden iframe with an opaque origin and no way out, in which all programs'
 * workers are made. One is enough; it is made when the first program starts.
 */
import { asset } from '$app/paths';

/** Real milliseconds the frame may take to load. */
const LOAD_LIMIT = 15_000;

/** Real milliseconds between the frame's having loaded, be it as an error page, and what it says. */
const SILENCE_LIMIT = 2000;

let loading: Promise<Window> | null = null;

/** A worker in the sandbox, by the conversation with it. */
export interface SandboxedWorker {
	/** Hears what the worker posts; posting anything on it ends the worker. */
	readonly control: MessagePort;
}

export interface WorkerOrder {
	/** The worker's whole program text. */
	readonly script: string;
	readonly type: WorkerType;
	/** Its first message; `port` is added to it. Buffers in it are transferred with `transfer`. */
	readonly boot: object;
	readonly port: MessagePort;
	readonly transfer?: readonly Transferable[];
}

/** Makes a worker in the sandbox. Rejects when the frame can't be made. */
export async function startWorker({
	script,
	type,
	boot,
	port,
	transfer = []
}: WorkerOrder): Promise<SandboxedWorker> {
	const frame = await (loading ??= loadFrame());
	const { port1: control, port2 } = new MessageChannel();
	frame.postMessage({ script, type, boot }, '*', [port2, port, ...transfer]);
	return { control };
}

/** A frame that failed to load is forgotten, so that the next program tries again. */
function loadFrame(): Promise<Window> {
	const made = makeFrame('attribute').catch((error: unknown) => {
		if (!navigator.serviceWorker?.controller) throw error;
		return makeFrame('policy');
	});
	made.catch(() => (loading = null));
	return made;
}

/**
 * Makes the frame. What holds it is its attribute; or a policy that the service worker gives it, which answers for it
 * where there is no network. A frame held by neither keeps silent.
 */
function makeFrame(heldBy: 'attribute' | 'policy'): Promise<Window> {
	const frame = document.createElement('iframe');
	if (heldBy === 'attribute') frame.setAttribute('sandbox', 'allow-scripts');
	// Where the page may share memory between workers, so may the sandbox: some browsers can't run Python otherwise.
	frame.allow = 'cross-origin-isolated';
	frame.hidden = true;
	frame.title = 'Programs';
	// A document of its own: one written into the page (srcdoc) would also be held to the page's policy, which forbids eval.
	frame.src = asset('/sandbox.html');
	return new Promise((resolve, reject) => {
		let limit = setTimeout(giveUp, LOAD_LIMIT);
		function giveUp(): void {
			removeEventListener('message', hear);
			frame.remove();
			reject(new Error('The sandbox for programs did not load.'));
		}
		frame.onload = () => {
			clearTimeout(limit);
			limit = setTimeout(giveUp, SILENCE_LIMIT);
		};
		function hear(event: MessageEvent): void {
			if (event.source !== frame.contentWindow) return;
			frame.onload = null;
			clearTimeout(limit);
			removeEventListener('message', hear);
			resolve(frame.contentWindow!);
		}
		addEventListener('message', hear);
		document.body.append(frame);
	});
}
