import { recall, remember } from './storage.ts';

const key = 'plumb_id';
const oneYear = 31_536_000;

/** Kept in place of an id for those who opted out. */
export const optedOut = 'out';

/** A version 4 UUID. `crypto.randomUUID` would be shorter, but pages without TLS do not have it. */
export function uuid(): string {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (+digit ^ ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & (15 >> (+digit / 4)))).toString(16),
  );
}

/** The id this browser goes by here, or `optedOut`. The cookie is believed first: all hosts of a site share it. */
export function readVisitorId(): string | undefined {
  return readCookie() || recall(key);
}

/** Keeps an id for a year in a first-party cookie and in local storage, as either may be cleared; without one forgets it. */
export function keepVisitorId(id?: string): void {
  remember(key, id);
  const labels = location.hostname.split('.');
  // The widest domain that the browser takes: it refuses `co.uk` and the like, so label after label is added.
  for (let from = labels.length - 2; from >= 0; from--) {
    if (writeCookie(id, `;domain=${labels.slice(from).join('.')}`)) return;
  }
  writeCookie(id, '');
}

function readCookie(): string | undefined {
  return (document.cookie.match(`(?:^|; )${key}=([^;]+)`) || [])[1];
}

/** Whether the cookie then is as it should be: a domain that is not ours to write to changes nothing. */
function writeCookie(id: string | undefined, domain: string): boolean {
  const secure = location.protocol === 'https:' ? ';secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, which is too late when a page is left.
  document.cookie = `${key}=${id || ''};path=/;max-age=${id ? oneYear : 0};samesite=lax${secure}${domain}`;
  return readCookie() === id;
}
