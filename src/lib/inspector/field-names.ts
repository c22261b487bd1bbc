/** Names of AMQP fields as the specification spells them: `routing-key`, not `routingKey`. */

const ODD: Readonly<Record<string, string>> = { nowait: 'no-wait', frameEnd: 'frame-end' };

export function specName(field: string): string {
	return ODD[field] ?? field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
