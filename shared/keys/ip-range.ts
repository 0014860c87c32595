import ipaddr from 'ipaddr.js';

/**
 * The canonical form of an IPv4 or IPv6 address or CIDR range: `203.0.113.7` → `203.0.113.7/32`,
 * host bits cleared. Null when it is neither. Short and octal forms of IPv4 are rejected, because
 * people and servers read `10.1` differently.
 */
export function canonicalIpRange(text: string): string | null {
  const [address = '', bits, more] = text.trim().split('/');
  if (more !== undefined || !isPlainAddress(address)) return null;
  const parsed = ipaddr.parse(address);
  const width = parsed.kind() === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? width : parsePrefix(bits, width);
  if (prefix === null) return null;
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefix}`);
  return `${network.toString()}/${prefix}`;
}

function isPlainAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return true;
  if (!ipaddr.IPv6.isValid(address) || address.includes('%')) return false;
  const embedded = address.slice(address.lastIndexOf(':') + 1);
  return !embedded.includes('.') || ipaddr.IPv4.isValidFourPartDecimal(embedded);
}

function parsePrefix(bits: string, width: number): number | null {
  if (!/^(0|[1-9]\d{0,2})$/.test(bits)) return null;
  const prefix = Number(bits);
  return prefix <= width ? prefix : null;
}

/**
 * Whether a range contains all addresses of another one. Both canonical.
 *
 * @throws when one of them is invalid
 */
export function isRangeWithin(inner: string, outer: string): boolean {
  const [address, bits] = ipaddr.parseCIDR(inner);
  const [network, prefix] = ipaddr.parseCIDR(outer);
  if (address.kind() !== network.kind() || bits < prefix) return false;
  return address.match(network, prefix);
}

/** The share of all addresses that ranges have, where none is within another. */
const shareOf = (ranges: readonly string[]): number =>
  ranges.reduce((sum, range) => sum + 2 ** -Number(range.slice(range.indexOf('/') + 1)), 0);

/**
 * Whether addresses limit anything: there are some, and together they are not all of IPv4 or of
 * IPv6. Canonical ranges.
 */
export function isLimited(ranges: readonly string[]): boolean {
  if (ranges.length === 0) return false;
  for (const isV6 of [false, true]) {
    const family = [...new Set(ranges)].filter((range) => range.includes(':') === isV6);
    // Cheap, and true of almost all: too few addresses, even if none were named twice.
    if (!(shareOf(family) >= 1)) continue;
    // Two ranges are apart, or one is within the other.
    const apart = family.filter((inner) =>
      family.every((outer) => outer === inner || !isRangeWithin(inner, outer)),
    );
    if (shareOf(apart) >= 1) return false;
  }
  return true;
}
