/**
 * Which addresses a webhook may be sent to: those of the public internet, and no other. Whoever registers an endpoint
 * could otherwise have Parley call what only Parley can reach: itself, its neighbours, a cloud's metadata service.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Azure's host, which answers every machine of its own at an address that looks public. */
const HOST_OF_AZURE = '168.63.129.16';
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address, as text, is a public one. An IPv4 address in the clothes of an IPv6 one counts as what it is;
 * the ways of reaching IPv4 through IPv6 (6to4, Teredo, NAT64) are refused. Text that is no address is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || address.toString() === HOST_OF_AZURE) return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST);
}

/** The host of a URL as an IP address where it is one, else null. Brackets are taken off. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/u, '$1');
  return isIP(bare) === 0 ? null : bare;
}

/** Names that mean this machine wherever they are asked for (RFC 6761). */
export const isLocalName = (hostname: string): boolean => /(^|\.)localhost\.?$/iu.test(hostname);
