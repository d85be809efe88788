/**
 * Where a browser may be sent after a form: `wanted` when it is an http address on the host the form stands on (`page`,
 * by Referer or Origin) or on one that the source allows. Undefined otherwise, so that nobody can use our address to lead
 * people astray.
 */
export function findReturnAddress(
  wanted: string | undefined,
  page: string | undefined,
  allowedHosts: readonly string[],
): string | undefined {
  if (wanted === undefined) return undefined;
  const base = parse(page);
  const target = parse(wanted, base);
  if (target?.username !== '' || target.password !== '') return undefined;
  const allowed =
    target.host === base?.host || allowedHosts.includes(target.host) || allowedHosts.includes(target.hostname);
  return allowed ? target.href : undefined;
}

function parse(address: string | undefined, base?: URL): URL | undefined {
  const url = address === undefined ? null : URL.parse(address, base);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}
