/** Runs a workspace with Debian's pika and npm's amqplib against the RabbitMQ of this machine, which it empties. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RealProgram } from './real-program';
import type { ProgramOutcome, Workspace } from './workspace';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Plugins that some workspace asks for, and the others must not have. */
const PLUGINS = ['rabbitmq_consistent_hash_exchange'];

/** How each program went. Takes as long as the workspace says: here time is real. */
export async function runForReal(workspace: Workspace): Promise<ProgramOutcome[]> {
	prepare(workspace);
	const home = mkdtempSync(join(tmpdir(), 'workspace-'));
	symlinkSync(modules, join(home, 'node_modules'));
	for (const { file, source } of workspace.programs) writeFileSync(join(home, file), atHome(source));
	const running: RealProgram[] = [];
	for (const [index, program] of workspace.programs.entries()) {
		if (index > 0) await sleep((program.after ?? 1) * 1000);
		running.push(new RealProgram(home, { stdin: '', ...program }));
	}
	await Promise.race([sleep(workspace.seconds * 1000), Promise.all(running.map(({ closed }) => closed))]);
	const outcomes = await Promise.all(running.map((program) => program.finish()));
	rmSync(home, { recursive: true });
	return outcomes;
}

/** Programs name hosts that stand elsewhere. */
function atHome(source: string): string {
	return source.replace(/(['"])(?:\d+(?:\.\d+){3}|rabbitmq)\1/g, "'localhost'");
}

const control = (...args: readonly string[]): string => String(execFileSync('rabbitmqctl', ['-q', ...args]));

function prepare({ plugins = [], users = [] }: Workspace): void {
	for (const plugin of PLUGINS)
		execFileSync('rabbitmq-plugins', ['-q', plugins.includes(plugin) ? 'enable' : 'disable', plugin]);
	control('delete_vhost', '/');
	control('add_vhost', '/');
	const known = control('list_users', '--no-table-headers')
		.split('\n')
		.map((line) => line.split('\t')[0]);
	const logins = new Map(users);
	for (const [name, password] of logins) {
		if (!known.includes(name)) control('add_user', name, password);
		else control('change_password', name, password);
	}
	for (const name of ['guest', ...logins.keys()])
		control('set_permissions', '-p', '/', name, '.*', '.*', '.*');
}
