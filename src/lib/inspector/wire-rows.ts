/** Frames as lines of the wire tab: what each is called, and what it says in brief. */
import { dissectFrame, type FrameAnatomy, type FramePart } from '../amqp';
import type { WireFrame } from '../network/wire-log';
import { specName } from './field-names';
import { valueText } from './value-text';

export interface WireRow {
	readonly frame: WireFrame;
	readonly anatomy: FrameAnatomy;
	/** `basic.publish`, `content header`, `content body`, `heartbeat`, `protocol header`. */
	readonly label: string;
	/** Fields that say something: no zeros, no empty texts, no flags that are off. */
	readonly brief: string;
}

export interface WireFilter {
	/** Only frames of this program's connections; null for all. */
	readonly program: string | null;
	/** Only frames on this channel; null for all. */
	readonly channel: number | null;
	/** Heartbeats too. */
	readonly heartbeats: boolean;
}

const LABELS: Readonly<Record<FrameAnatomy['kind'], string>> = {
	protocol: 'protocol header',
	method: 'method',
	header: 'content header',
	body: 'content body',
	heartbeat: 'heartbeat',
	unknown: 'unknown'
};

/** Parts of every frame, and of every method or content header. */
const FRAME_PARTS = new Set([
	'type',
	'channel',
	'size',
	'frameEnd',
	'classId',
	'methodId',
	'weight',
	'propertyFlags',
	'protocol',
	'protocolId'
]);

export function wireRow(frame: WireFrame): WireRow {
	const anatomy = dissectFrame(frame.bytes);
	return { frame, anatomy, label: anatomy.method ?? LABELS[anatomy.kind], brief: brief(anatomy) };
}

/** Whether a row passes the filter. */
export function passes({ frame, anatomy }: WireRow, filter: WireFilter): boolean {
	if (!filter.heartbeats && anatomy.kind === 'heartbeat') return false;
	if (filter.program !== null && frame.program !== filter.program) return false;
	return filter.channel === null || anatomy.channel === filter.channel;
}

function brief({ kind, parts }: FrameAnatomy): string {
	if (kind === 'protocol') return 'AMQP 0-9-1';
	// The frame's own fields stand first and last; a method's field may be called `type` as well.
	const own = parts.slice(3, -1).filter((part) => !FRAME_PARTS.has(part.name) || part.type === 'shortstr');
	return own.flatMap(said).join(' ');
}

/** What a part says, if it says anything. */
function said(part: FramePart): string[] {
	if (part.type === 'bits') return part.parts.flatMap(said);
	if (part.type === 'bit') return part.value === true ? [specName(part.name)] : [];
	if (part.type === 'table') {
		if (part.parts.length === 0) return [];
		return [`${specName(part.name)}={${part.parts.map(entry).join(', ')}}`];
	}
	if (part.type === 'payload') return [valueText(part.value)];
	if (part.type === 'reserved' || part.value === '' || part.value === 0) return [];
	return [`${specName(part.name)}=${valueText(part.value)}`];
}

function entry(part: FramePart): string {
	if (part.type === 'table') return `${part.name}={${part.parts.map(entry).join(', ')}}`;
	if (part.type === 'array')
		return `${part.name}=[${part.parts.map(({ value }) => valueText(value)).join(', ')}]`;
	return `${part.name}=${valueText(part.value)}`;
}
