/** The inspector's door: what is inside the broker, what goes over the wire, and a console. */
export { default as BrokerPane } from './BrokerPane.svelte';
export { default as ConsolePane } from './ConsolePane.svelte';
export { default as WirePane } from './WirePane.svelte';
