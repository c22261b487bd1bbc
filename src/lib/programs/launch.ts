/** Starting a program: its worker in the sandbox, and the port on which the world will speak with it. */
import type { Language, LaunchedProgram, LaunchRequest, ProgramBoot, ProgramBootReply } from './program';
import { startWorker } from './sandbox';

/** Real milliseconds a worker may take to become ready. */
const BOOT_LIMIT = 20_000;

/** What each language needs is loaded when its first program starts. */
const LAUNCHERS: Record<Language, (boot: Omit<ProgramBoot, 'port'>) => Promise<LaunchedProgram>> = {
	javascript: launchJavaScript,
	python: launchPython
};

/** Makes a program's worker ready to run. Rejects when it can't be loaded, or isn't ready in time. */
export function launchProgram({ language, ...boot }: LaunchRequest): Promise<LaunchedProgram> {
	return LAUNCHERS[language](boot);
}

/** Gets ready what takes long before a program runs, from now on. Failures show when one starts. */
export async function prefetch(language: Language): Promise<void> {
	if (language !== 'python') return;
	const interpreters = await import('./python/interpreters').catch(() => null);
	interpreters?.prefetchPython();
}

async function launchJavaScript(boot: Omit<ProgramBoot, 'port'>): Promise<LaunchedProgram> {
	const { default: script } = await import('virtual:program-worker/javascript');
	const { port1: port, port2 } = new MessageChannel();
	const { control } = await startWorker({ script, type: 'classic', boot, port: port2 });
	const terminate = (): void => control.postMessage('terminate');
	const replies = listen(control);
	try {
		await ready(replies, BOOT_LIMIT);
	} catch (error) {
		terminate();
		throw error;
	}
	return { port, terminate, failed: replies.failed };
}

async function launchPython(boot: Omit<ProgramBoot, 'port'>): Promise<LaunchedProgram> {
	const { takeInterpreter } = await import('./python/interpreters');
	const { program, failed, terminate } = await takeInterpreter();
	const { port1: port, port2 } = new MessageChannel();
	program.postMessage({ ...boot, port: port2 } satisfies ProgramBoot, [port2]);
	return { port, terminate, failed };
}

interface Replies {
	readonly ready: Promise<void>;
	readonly failed: Promise<string>;
}

function listen(control: MessagePort): Replies {
	const ready = Promise.withResolvers<void>();
	const failed = Promise.withResolvers<string>();
	control.onmessage = ({ data }: MessageEvent<ProgramBootReply>) => {
		if (data.type === 'ready') ready.resolve();
		else failed.resolve(data.message);
	};
	return { ready: ready.promise, failed: failed.promise };
}

async function ready(replies: Replies, limit: number): Promise<void> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<string>((resolve) => {
		timer = setTimeout(() => resolve('The program was not ready in time.'), limit);
	});
	const failure = await Promise.race([replies.ready, replies.failed, late]);
	clearTimeout(timer);
	if (typeof failure === 'string') throw new Error(failure);
}
