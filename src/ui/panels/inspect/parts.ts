/** What is loaded when a network is first looked into. */
export { default as LookInside } from './LookInside.svelte';
export { default as Tables } from './Tables.svelte';
