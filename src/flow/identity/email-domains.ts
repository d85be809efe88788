import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDomain } from 'tldts';

const require = createRequire(import.meta.url);
let lists: { free: Set<string>; disposable: Set<string>; wildcard: Set<string> } | undefined;

/** Reads both lists once, when the first address arrives: 130,000 names. */
function loadLists() {
  lists ??= {
    free: new Set(readFileSync(new URL('./data/free-email-domains.txt', import.meta.url), 'utf8').split(/\s+/)),
    disposable: new Set<string>(require('disposable-email-domains')),
    wildcard: new Set<string>(require('disposable-email-domains/wildcard.json')),
  };
  return lists;
}

/** Whether a mail domain (ASCII, lower case) belongs to a business, a free provider or a throw-away one (which wins). */
export function emailDomainKind(domain: string): 'business' | 'free' | 'disposable' {
  const { free, disposable, wildcard } = loadLists();
  if (disposable.has(domain)) return 'disposable';
  const parts = domain.split('.');
  for (let i = 0; i < parts.length - 1; i++) {
    if (wildcard.has(parts.slice(i).join('.'))) return 'disposable';
  }
  return free.has(domain) ? 'free' : 'business';
}

/** The registrable domain by which a company is known (mail.acme.co.uk → acme.co.uk), or undefined for none or free mail. */
export function companyDomain(hostOrUrl: string): string | undefined {
  const domain = getDomain(hostOrUrl)?.toLowerCase();
  return domain && emailDomainKind(domain) === 'business' ? domain : undefined;
}
