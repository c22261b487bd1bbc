/** The inspector's door: what is inside the broker, and what goes over the wire. */
export { default as BrokerPane } from './BrokerPane.svelte';
export { default as WirePane } from './WirePane.svelte';
