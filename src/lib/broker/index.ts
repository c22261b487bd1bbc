/**
 * The broker engine's door.
 *
 *     const broker = new Broker({ clock, random, trace });
 *     const connection = broker.connect(transport, { host, port, localHost, localPort, program });
 *     connection.receive(bytes);   // what the client wrote
 *     connection.closed();         // the client's end of the stream is gone
 *
 * Everything the broker has to say goes to `transport.write`, to `trace` and, where it must last, to the store.
 */
export { Broker, type BrokerOptions } from './broker';
export type { Channel, ConsumeOptions, Got } from './channel';
export type { ChannelClient } from './channel-client';
export type { Clock, Timer } from './clock';
export type { Connection, ConnectionState } from './connection';
export { bucketOfKey } from './exchanges/consistent-hash';
export { explain, type Explanation, type HeaderVerdict, type Reason } from './exchanges/explain';
export type { ProfileName } from './profile';
export { publish } from './publishing';
export { queueCopies } from './queue-copies';
export type { Queue } from './queues/queue';
export { Session } from './session';
export {
	bindExchange,
	bindQueue,
	declareExchange,
	declareQueue,
	deleteExchange,
	unbindExchange,
	unbindQueue
} from './topology';
export { exportDefinitions, importDefinitions, jsonTable, tableFrom, type Definitions } from './definitions';
export {
	asOperator,
	getMessages,
	publishMessage,
	purgeMessages,
	removeQueue,
	type AckMode,
	type GotMessage,
	type Operator,
	type Publishing
} from './management';
export { OperatorError, type OperatorErrorKind } from './operator-error';
export { erlangValue } from './erlang-term';
export { compilePattern, PatternError, type Pattern } from './pattern';
export { validatePolicy } from './policy-validation';
export type { PluginInfo, Plugins } from './plugins';
export type { ApplyTo, Policy, PolicyDefinition, PolicyList } from './policies';
export type { Store, StoredBroker } from './store';
export type { Permission, TopicPermission, User, UserLimits, Users } from './users';
export type { VirtualHost, VirtualHostLimits } from './virtual-host';
export type { VirtualHosts } from './virtual-hosts';
export type { Peer, Transport } from './transport';
export type * from './snapshot';
export type * from './trace';
