import { cleanText } from './flat-properties.ts';

/** Marks that adverts leave in an address, kept as properties of their own. */
const marks = /^(?:utm_[a-z_]{1,40}|gclid|gbraid|wbraid|fbclid|msclkid|yclid|ttclid|li_fat_id|twclid)$/;

/**
 * Adds what a page address says: `url`, `host`, `path`, `search` and the marks of adverts in it (`utm_source` …).
 * What is there already stays, so that what a message says outright comes before what its address suggests.
 */
export function addPageAddress(properties: Record<string, unknown>, url: string): void {
  const address = readAddress(url);
  if (!address) return;
  properties.url ??= address.url;
  properties.host ??= address.host;
  properties.path ??= address.path;
  if (address.search === '') return;
  properties.search ??= address.search;
  if (!/[?&](?:utm_|[a-z_]*cl(?:i)?d=|[gw]braid=|li_fat_id=)/.test(address.search)) return;
  for (const [name, value] of new URLSearchParams(address.search)) {
    if (value !== '' && marks.test(name)) properties[name] ??= cleanText(value, 500);
  }
}

/** The parts of an http address, host in lower case without port; undefined for anything else. Read by hand: `URL` costs more. */
export function readAddress(url: string): { url: string; host: string; path: string; search: string } | undefined {
  const match = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:\s]+)(?::\d+)?([^?#]*)(\?[^#]*)?/i.exec(url);
  if (!match) return undefined;
  const [, host = '', path = '', search = ''] = match;
  return { url: cleanText(url, 4_096), host: host.toLowerCase(), path: path === '' ? '/' : path, search };
}
