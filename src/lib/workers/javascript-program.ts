/** A JavaScript program's worker: waits for the program, then becomes it. */
import packages from 'virtual:program-packages';
import type { ProgramBoot, ProgramBootReply } from '../programs/program';
import { BrowserHost } from '../programs/javascript/browser-host';
import { runProgram } from '../programs/javascript/runtime';

const reply = self.postMessage.bind(self) as (reply: ProgramBootReply) => void;

self.onmessage = ({ data: { port, ...boot } }: MessageEvent<ProgramBoot>) => {
	self.onmessage = null;
	try {
		const program = runProgram(boot, new BrowserHost(port), packages);
		port.onmessage = ({ data }) => program.receive(data);
		reply({ type: 'ready' });
	} catch (error) {
		reply({ type: 'failed', message: String(error) });
	}
};
