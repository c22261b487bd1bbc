/** Starting a program: its worker in the sandbox, and the port on which the world will speak with it. */
import type { Language, ProgramBoot, ProgramBootReply } from './program';
import { startWorker, type WorkerOrder } from './sandbox';

/** A program whose worker is ready: it runs when the world says `start` on its port. */
export interface LaunchedProgram {
	/** The world's end. */
	readonly port: MessagePort;
	/** Resolves, with plain words, if the worker breaks down later; never rejects. */
	readonly failed: Promise<string>;
	/** Ends the worker, whatever it does. */
	terminate(): void;
}

export interface LaunchOrder extends Omit<ProgramBoot, 'port'> {
	readonly language: Language;
}

/** Real milliseconds a worker may take to become ready. */
const BOOT_LIMIT: Record<Language, number> = { javascript: 20_000, python: 90_000 };

type Script = Pick<WorkerOrder, 'script' | 'type' | 'transfer'> & {
	/** Added to the boot message. */
	readonly assets?: object;
};

/** What each language's worker is made of, loaded when its first program starts. */
const SCRIPTS: Record<Language, () => Promise<Script>> = {
	javascript: async () => ({
		script: (await import('virtual:program-worker/javascript')).default,
		type: 'classic'
	}),
	python: () => Promise.reject(new Error('Python programs do not run here yet.'))
};

/** Makes a program's worker ready to run. Rejects when it can't be loaded, or isn't ready in time. */
export async function launchProgram({ language, ...boot }: LaunchOrder): Promise<LaunchedProgram> {
	const { assets, ...script } = await SCRIPTS[language]();
	const { port1: port, port2 } = new MessageChannel();
	const { control } = await startWorker({ ...script, boot: { ...boot, ...assets }, port: port2 });
	const terminate = (): void => control.postMessage('terminate');
	const replies = listen(control);
	try {
		await ready(replies, BOOT_LIMIT[language]);
	} catch (error) {
		terminate();
		throw error;
	}
	return { port, terminate, failed: replies.failed };
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
