/**
 * What travels: one `Flight` a token, gathered by the leg it travels on. Links keep order, so the flights of
 * a leg end in the order they began and old ones are dropped from the front.
 */
import type { MessageId } from '../broker/trace';

/**
 * - `publish` program → exchange (or queue), `return` the same way back
 * - `route` exchange → queue or exchange; `echo` a further binding that matched but adds no copy (X9)
 * - `deliver` queue → program; `ack` and `requeue` back again
 * - `dead` queue → dead letter exchange (or queue)
 * - `drop` goes nowhere: it ends where it is
 */
export type FlightKind =
	'publish' | 'return' | 'route' | 'echo' | 'deliver' | 'ack' | 'requeue' | 'dead' | 'drop';

/** One token on its way. Never mutated. Times are virtual milliseconds. */
export interface Flight {
	readonly departs: number;
	readonly arrives: number;
	/** The number a reader sees on the token; it also decides the hue. */
	readonly number: number;
	/** 0 while it travels to the broker: the message exists once it has arrived. */
	readonly message: MessageId;
}

/** All flights of one kind over one edge (or, for `drop`, at one node), oldest first from `head` on. */
export interface Leg {
	readonly on: string;
	readonly kind: FlightKind;
	flights: Flight[];
	head: number;
}

/** A flight leaves an afterglow of this share of its own duration. */
export const AFTERGLOW = 0.35;

const COMPACT_AFTER = 64;

/** When nothing of the flight is to be seen any more. */
export const flightEnds = (flight: Flight): number =>
	flight.arrives + AFTERGLOW * (flight.arrives - flight.departs);

/** Adds a flight at `now`, unless it takes no time (at instant speed nothing travels). It may depart later. */
export function launch(
	legs: Map<string, Leg>,
	now: number,
	on: string,
	kind: FlightKind,
	flight: Flight
): void {
	if (flight.arrives <= flight.departs) return;
	const key = `${on}|${kind}`;
	let leg = legs.get(key);
	if (!leg) legs.set(key, (leg = { on, kind, flights: [], head: 0 }));
	forget(leg, now);
	leg.flights.push(flight);
}

function forget(leg: Leg, now: number): void {
	while (leg.head < leg.flights.length && flightEnds(leg.flights[leg.head]!) < now) leg.head++;
	if (leg.head < COMPACT_AFTER || leg.head * 2 < leg.flights.length) return;
	leg.flights = leg.flights.slice(leg.head);
	leg.head = 0;
}

/** Whether a flight is to be seen at `now`, afterglow included. */
export const isVisible = (flight: Flight, now: number): boolean =>
	flight.departs <= now && flightEnds(flight) >= now;

/** Whether any flight of a leg is. */
export function isBusy({ flights, head }: Leg, now: number): boolean {
	for (let index = head; index < flights.length; index++) if (isVisible(flights[index]!, now)) return true;
	return false;
}

/** Is anything on this leg still to be seen at `now` or later? */
export function legIsAlive(leg: Leg, now: number): boolean {
	const last = leg.flights[leg.flights.length - 1];
	return last !== undefined && flightEnds(last) >= now;
}

export const cloneLeg = (leg: Leg): Leg => ({ ...leg, flights: leg.flights.slice(leg.head), head: 0 });
