/**
 * RabbitMQ's command line tools, as functions of a command line and a broker; the room's door.
 *
 *     const result = run(tokenize('rabbitmqctl list_queues name messages'), broker, files);
 *     result.output, result.error, result.exitCode
 *
 * A tool reads and changes the broker and nothing else; files are handed to it.
 */
export { complete, type Completion } from './complete';
export { run } from './run';
export { ShellError, tokenize, type ShellErrorKind } from './tokenize';
export type { Files } from './command';
export type { Result } from './tool';
