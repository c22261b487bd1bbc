/** What an operator does to a real server that is compared: over HTTP, because its tools take a second for a word. */
import type { Order, PolicyOrder } from './script';
import { VISITOR } from './visitor';

/** A RabbitMQ on this machine, where guest is an administrator. */
export interface Server {
	/** Where it speaks AMQP. */
	readonly port: number;
	/** Where its management plugin answers. */
	readonly management: number;
	/** Stops it, and starts it again with what it had on disk; where that can be done. */
	restart?(): Promise<void>;
}

const AUTHORIZATION = `Basic ${btoa('guest:guest')}`;

async function ask(
	{ management }: Server,
	method: 'PUT' | 'DELETE',
	path: readonly string[],
	body?: unknown
): Promise<void> {
	const url = `http://127.0.0.1:${management}/api/${path.map(encodeURIComponent).join('/')}`;
	const headers = { Authorization: AUTHORIZATION, 'Content-Type': 'application/json' };
	const answer = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
	const said = await answer.text();
	if (!answer.ok && answer.status !== 404) throw new Error(`${method} ${url}: ${answer.status} ${said}`);
}

/** Rejects when the server is not ours to restart. */
export async function restartServer(server: Server): Promise<void> {
	if (!server.restart) throw new Error("this RabbitMQ can't be restarted");
	await server.restart();
}

/** Does as it is told. A policy that isn't there is cleared. */
export function carryOut(server: Server, virtualHost: string, order: Order): Promise<void> {
	if (order.do === 'policy') return orderPolicy(server, virtualHost, order);
	const { name } = VISITOR;
	if (order.do === 'permit') return ask(server, 'PUT', ['permissions', virtualHost, name], order.permission);
	const topicPermission = { exchange: order.exchange, ...order.permission };
	return ask(server, 'PUT', ['topic-permissions', virtualHost, name], topicPermission);
}

function orderPolicy(server: Server, virtualHost: string, order: PolicyOrder): Promise<void> {
	const { operator, name, pattern, applyTo, definition, priority } = order;
	const path = [operator ? 'operator-policies' : 'policies', virtualHost, name];
	if (definition === null) return ask(server, 'DELETE', path);
	return ask(server, 'PUT', path, { pattern, definition, priority, 'apply-to': applyTo });
}

/** Makes the visitor known in these virtual hosts. */
export async function welcomeVisitor(server: Server, virtualHosts: readonly string[]): Promise<void> {
	const { name, password, permission, topic } = VISITOR;
	await ask(server, 'PUT', ['users', name], { password, tags: '' });
	for (const virtualHost of virtualHosts) {
		await ask(server, 'PUT', ['permissions', virtualHost, name], permission);
		const topicPermission = { exchange: topic.exchange, ...topic.permission };
		await ask(server, 'PUT', ['topic-permissions', virtualHost, name], topicPermission);
	}
}
