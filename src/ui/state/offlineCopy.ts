/** This machine's own names, as the address bar writes them. */
const OWN = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether the page shall keep a copy of itself for use without a network. A server on this machine needs none, and a
 * kept copy would stand in the way of whatever is served next at that port; there, `?offline` asks for it.
 */
export const keepsCopy = ({ hostname, search }: Pick<Location, 'hostname' | 'search'>): boolean =>
  !OWN.test(hostname) || new URLSearchParams(search).has('offline');
