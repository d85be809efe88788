import { domainToASCII } from 'node:url';
import { emailDomainKind } from './email-domains.ts';

export type EmailKind = 'business' | 'free' | 'disposable' | 'role';

/** An address as we keep it: `address` to write to, `key` to compare with, `domain` in ASCII lower case. */
export type Email = { address: string; key: string; domain: string; kind: EmailKind };

const atom = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const quoted = /^"(?:[ !#-[\]-~]|\\[ -~])+"$/;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Mailboxes that belong to a function, not to a human: they never link people by themselves. */
const roles = new Set(
  (
    'abuse accounting accounts admin administrator billing booking bookings careers contact contacts customerservice ' +
    'enquiries enquiry feedback finance hello help helpdesk hostmaster hr info information inquiries inquiry invoices it jobs ' +
    'kontakt legal mail mailbox marketing media news newsletter no-reply noreply office order orders post postmaster press pr ' +
    'privacy purchasing reception recruitment sales secretary security service services shop spam support team tech ' +
    'webmaster welcome zakaz zakupki buh otdel reklama priemnaya contabilitate secretariat vanzari'
  ).split(' '),
);

const gmail = new Set(['gmail.com', 'googlemail.com']);

/** Providers whose mailboxes take anything after a plus sign. */
const plusTagged = new Set(
  'gmail.com outlook.com hotmail.com live.com icloud.com me.com fastmail.com proton.me protonmail.com pm.me yandex.ru ya.ru yandex.com zoho.com'.split(
    ' ',
  ),
);

/**
 * Reads an e-mail address for capture (VAL-01), or undefined when it is not one that mail can be sent to.
 * Accepts dot-atoms and quoted local parts, international names and domains; the key folds case, and plus tags and
 * dots where the provider ignores them.
 */
export function readEmail(text: string): Email | undefined {
  const trimmed = text.trim().replace(/^mailto:/i, '');
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || trimmed.length > 254) return undefined;
  const local = trimmed.slice(0, at);
  const domain = domainToASCII(trimmed.slice(at + 1)).toLowerCase();
  if (Buffer.byteLength(local) > 64 || !(atom.test(local) || quoted.test(local))) return undefined;
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (domain.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part)) || /^\d+$/.test(top)) {
    return undefined;
  }
  const address = `${local}@${domain}`;
  const key = comparisonKey(local.toLowerCase().normalize('NFC'), domain);
  const role = roles.has(
    key
      .slice(0, key.indexOf('@'))
      .replaceAll(/[._]/g, '-')
      .replace(/^no-reply.*/, 'no-reply'),
  );
  const domainKind = emailDomainKind(domain);
  return { address, key, domain, kind: domainKind === 'disposable' ? domainKind : role ? 'role' : domainKind };
}

function comparisonKey(local: string, domain: string): string {
  const home = gmail.has(domain) ? 'gmail.com' : domain;
  const untagged = plusTagged.has(home) ? local.replace(/(?<=.)\+.*$/, '') : local;
  const undotted = home === 'gmail.com' ? untagged.replaceAll('.', '') : untagged;
  return `${undotted || local}@${home}`;
}
