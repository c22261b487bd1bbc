import { describe, expect, it } from 'vitest';
import { CommandReader, FrameWriter, NO_PROPERTIES, type Content, type Method } from '.';

interface Log {
	events: unknown[];
	reader: CommandReader;
}
function listen(): Log {
	const events: unknown[] = [];
	const reader = new CommandReader(
		{
			protocolHeader: (header) => events.push(['header', ...header]),
			command: (channel, method, content) => events.push(content ? [channel, method, content] : [channel, method]),
			failed: (error, channel, fatal) =>
				events.push([error?.replyText ?? null, error?.code, error?.classId, error?.methodId, channel, fatal])
		},
		{ protocolHeader: false }
	);
	return { events, reader };
}
describe('commands', () => {
	it('come out as they went in', () => {
		const writer = new FrameWriter();
		const publish: Method = { name: 'basic.publish', exchange: 'x', routingKey: 'é', mandatory: true, immediate: false };
		const content: Content = { properties: NO_PROPERTIES, body: Uint8Array.of(1, 2, 3) };
		writer.method(1, { name: 'channel.open' });
		writer.command(1, publish, content);
		const { events, reader } = listen();
		reader.push(writer.take());
		expect(events).toEqual([[1, { name: 'channel.open' }], [1, publish, content]]);
	});
});
