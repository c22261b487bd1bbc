/**
 * What differs between RabbitMQ versions (section 14 of the rules, marked Δ there), and nothing else.
 * `3.10` is complete and measured on a real server; `4.3` is read from the server's source.
 */

export type ProfileName = '3.10' | '4.3';

export interface Profile {
	readonly name: ProfileName;
	/** Shown in server-properties and management. */
	readonly version: string;
	/** Raw answer to a wrong protocol header (C10). */
	readonly headerAnswer: readonly number[];
	/** Whether the AMQP 0-8 header is answered with version 8-0 (C9). */
	readonly serves080: boolean;
	/** Least frame_max a client may ask for, and the limit before tune-ok, in bytes (C17, C20). */
	readonly frameMin: number;
	/** Largest message body in bytes (H26). */
	readonly maxMessageSize: number;
	/** Bytes beyond the declared body size, or a declared size over 512 MiB, are frame errors (C28). */
	readonly strictBodySize: boolean;
	/** Reply code for an exchange type nobody knows (H46). */
	readonly unknownExchangeType: 'COMMAND_INVALID' | 'PRECONDITION_FAILED';
	/** `configure access to …` rather than `access to …` (H40). */
	readonly permissionVerb: boolean;
	/** delivery_mode other than 1 and 2 is an error (H25). */
	readonly strictDeliveryMode: boolean;
	/** Headers exchange: 1 equals 1.0 (X21). */
	readonly looseHeaderNumbers: boolean;
	/** A delivered header table is sorted by name (B11). */
	readonly sortsHeaders: boolean;
	/** Quorum queues: delivery limit when none is set; null is none (Q34). */
	readonly quorumDeliveryLimit: number | null;
	/** Quorum queues: strict priorities up to `max`, a message without one counting as `absent` (Q31); null is none. */
	readonly quorumPriorities: { readonly max: number; readonly absent: number } | null;
	/** Quorum queues: a nack with requeue, or a delivery that waited too long, doesn't count as failed (Q35). */
	readonly quorumNackIsFree: boolean;
	/** Quorum queues: x-acquired-count tells how often a message was had before (Q35). */
	readonly tellsAcquiredCount: boolean;
	/** Quorum queues: each may say how long what comes back waits (Q37), and what nobody acknowledges (Q40). */
	readonly quorumRetryAndTimeout: boolean;
	/** Quorum queues: a delivery that was one too many makes room for two with its consumer (Q36). */
	readonly quorumLimitGivesRoom: boolean;
	/** Quorum queues: of what is dropped together because there is too much, the last is dead-lettered first (D14). */
	readonly quorumBuriesExcessBackwards: boolean;
	/** connection.update-secret has what the user may do looked at again (C36). */
	readonly secretRechecksAccess: boolean;
	/** qos(global=true) is one limit for the channel (B19). */
	readonly globalQos: boolean;
	/** Queues that are neither durable nor exclusive may be declared (H47). */
	readonly transientQueues: boolean;
	/** Passive declares need one of the three permissions (A3). */
	readonly passiveDeclareChecksAccess: boolean;
	/** A mandatory reply to a direct reply-to name counts as routed (B34). */
	readonly directReplyIsRouted: boolean;
	/** Direct reply-to names can't be bound or unbound (H41). */
	readonly refusesReplyBindings: boolean;
	/** The limit of a user's channels is shown in parentheses (C30). */
	readonly userChannelLimitInParentheses: boolean;
	/** Where the acknowledgement timeout applies (B36). */
	readonly ackTimeout: 'channel' | 'quorum-consumer';
	/** Most `#` words in a topic binding key; null is any number (H35). */
	readonly maxTopicHashes: number | null;
	/** Dead lettering with a routing key of its own takes the CC header away (D6). */
	readonly deadLetterRemovesCc: boolean;
	/** Dead letters reach streams also when nothing is promised (D15). */
	readonly deadLettersReachStreams: boolean;
	/** x-last-death-* headers (D9). */
	readonly lastDeathHeaders: boolean;
	/** An x-death header set by a client is continued (D11). */
	readonly trustsClientDeaths: boolean;
	/** A message that was read from disk dies without original-expiration in its x-death entry (D8). */
	readonly diskForgetsExpiration: boolean;
	/** original-expiration comes first in a fresh x-death entry (D8). */
	readonly originalExpirationFirst: boolean;
	/** Largest weight of a consistent-hash binding; null is any (H34). */
	readonly maxHashWeight: number | null;
	/** A consistent-hash exchange hashes a header's type with its value (X34). */
	readonly hashesHeaderType: boolean;
	/** `stream consumer` text of H31. */
	readonly streamPrefetchText: 'quoted' | 'plain';
	/** x-queue-type is stored with every queue (Q10). */
	readonly storesQueueType: boolean;
	/** Policies may apply to one queue type only (O2). */
	readonly policiesByQueueType: boolean;
}

const MIB = 1024 * 1024;

const PROFILE_3_10: Profile = {
	name: '3.10',
	version: '3.10.8',
	headerAnswer: [0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1],
	serves080: true,
	frameMin: 4096,
	maxMessageSize: 128 * MIB,
	strictBodySize: false,
	unknownExchangeType: 'COMMAND_INVALID',
	permissionVerb: false,
	strictDeliveryMode: true,
	looseHeaderNumbers: true,
	sortsHeaders: false,
	quorumDeliveryLimit: null,
	quorumPriorities: null,
	quorumNackIsFree: false,
	tellsAcquiredCount: false,
	quorumRetryAndTimeout: false,
	quorumLimitGivesRoom: true,
	quorumBuriesExcessBackwards: true,
	secretRechecksAccess: false,
	globalQos: true,
	transientQueues: true,
	passiveDeclareChecksAccess: false,
	directReplyIsRouted: false,
	refusesReplyBindings: false,
	userChannelLimitInParentheses: true,
	ackTimeout: 'channel',
	maxTopicHashes: null,
	deadLetterRemovesCc: true,
	deadLettersReachStreams: false,
	lastDeathHeaders: false,
	trustsClientDeaths: true,
	diskForgetsExpiration: true,
	originalExpirationFirst: false,
	maxHashWeight: null,
	hashesHeaderType: true,
	streamPrefetchText: 'quoted',
	storesQueueType: false,
	policiesByQueueType: false
};

const PROFILE_4_3: Profile = {
	name: '4.3',
	version: '4.3.5',
	headerAnswer: [0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0],
	serves080: false,
	frameMin: 8192,
	maxMessageSize: 16 * MIB,
	strictBodySize: true,
	unknownExchangeType: 'PRECONDITION_FAILED',
	permissionVerb: true,
	strictDeliveryMode: false,
	looseHeaderNumbers: false,
	sortsHeaders: true,
	quorumDeliveryLimit: 20,
	quorumPriorities: { max: 31, absent: 4 },
	quorumNackIsFree: true,
	tellsAcquiredCount: true,
	quorumRetryAndTimeout: true,
	quorumLimitGivesRoom: false,
	quorumBuriesExcessBackwards: false,
	secretRechecksAccess: true,
	globalQos: false,
	transientQueues: false,
	passiveDeclareChecksAccess: true,
	directReplyIsRouted: true,
	refusesReplyBindings: true,
	userChannelLimitInParentheses: false,
	ackTimeout: 'quorum-consumer',
	maxTopicHashes: 2,
	deadLetterRemovesCc: false,
	deadLettersReachStreams: true,
	lastDeathHeaders: true,
	trustsClientDeaths: false,
	diskForgetsExpiration: false,
	originalExpirationFirst: true,
	maxHashWeight: 10000,
	hashesHeaderType: false,
	streamPrefetchText: 'plain',
	storesQueueType: true,
	policiesByQueueType: true
};

export function profileNamed(name: ProfileName): Profile {
	return name === '3.10' ? PROFILE_3_10 : PROFILE_4_3;
}
