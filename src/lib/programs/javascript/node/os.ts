/** `node:os`: a small Linux machine. */
import { process } from './process';

const GIGABYTE = 2 ** 30;

const os = {
	EOL: '\n',
	devNull: '/dev/null',
	arch: () => 'x64',
	availableParallelism: () => 1,
	cpus: () => [{ model: 'virtual', speed: 2000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
	endianness: () => 'LE',
	freemem: () => GIGABYTE,
	homedir: () => '/home/learner',
	hostname: () => 'warren',
	loadavg: () => [0, 0, 0],
	machine: () => 'x86_64',
	networkInterfaces: () => ({}),
	platform: () => 'linux',
	release: () => '6.1.0',
	tmpdir: () => '/tmp',
	totalmem: () => 2 * GIGABYTE,
	type: () => 'Linux',
	uptime: () => process.uptime(),
	userInfo: () => ({
		uid: 1000,
		gid: 1000,
		username: 'learner',
		homedir: '/home/learner',
		shell: '/bin/bash'
	}),
	version: () => '#1 SMP',
	constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } }
};

export default os;
