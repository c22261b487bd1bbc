/** The door of the AMQP 0-9-1 room: everything other rooms may use. */
export { dissectFrame } from './anatomy';
export type { FrameAnatomy, FrameKind, FramePart } from './anatomy';
export { AmqpError, REPLY_CODES } from './amqp-error';
export type { ReplyName } from './amqp-error';
export { CommandReader } from './command-reader';
export type { CommandReaderOptions, CommandVisitor } from './command-reader';
export type { Content } from './content';
export { EMPTY_TABLE, get, longstr, set, without } from './field-value';
export type { FieldTable, FieldType, FieldValue } from './field-value';
export { FrameReader } from './frame-reader';
export type { FrameVisitor } from './frame-reader';
export { FrameWriter } from './frame-writer';
export {
	checkProperties,
	decodeProperties,
	encodeProperties,
	NO_PROPERTIES,
	peekProperty
} from './properties';
export { BASIC_CLASS, METHODS, methodId } from './protocol';
export type { BasicProperties, Method, MethodName } from './protocol';
export { decodeMethod } from './method-codec';
export { PROTOCOL_HEADER, servedProtocol } from './protocol-header';
export { decodeTable, encodeTable } from './table-codec';
export { printBinary } from './erlang';
export { decodeEscaped, decodeUtf8, encodeUtf8, utf8Length } from './utf8';
