/** A TCP port that serves until it is closed, and closes everybody's connection then. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface OpenPort {
	readonly port: number;
	/** Whether anybody else is let in. Those who are connected stay. */
	accept(accepting: boolean): void;
	/** Resolves when the port and every connection is closed. */
	close(): Promise<void>;
}

/** Opens a port; 0 for any free one. Rejects when it can't be had. */
export async function openPort(
	port: number,
	host: string,
	serve: (socket: Socket) => void
): Promise<OpenPort> {
	const sockets = new Set<Socket>();
	const server = createServer({ noDelay: true }, (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		serve(socket);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve());
	});
	const { port: own } = server.address() as AddressInfo;
	return {
		port: own,
		accept: (accepting) => void (accepting ? server.listen(own, host) : server.close()),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			})
	};
}
