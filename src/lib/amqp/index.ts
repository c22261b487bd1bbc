/** The door of the AMQP 0-9-1 room: everything other rooms may use. */
export { EMPTY_TABLE, get, longstr, set, without } from './field-value';
export type { FieldTable, FieldType, FieldValue } from './field-value';
export { BASIC_CLASS, METHODS, methodId } from './protocol';
export type { BasicProperties, Method, MethodName } from './protocol';
export { AmqpError, REPLY_CODES } from './amqp-error';
export type { ReplyName } from './amqp-error';
export { decodeEscaped, decodeUtf8, encodeUtf8, utf8Length } from './utf8';
export type { Content } from './content';
