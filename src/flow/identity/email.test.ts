import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEmail } from './email.ts';

const vectors = new URL('../../../../shared/data/email-validation/is_email_dev.json', import.meta.url);

describe('an e-mail address', () => {
  it.each([
    ['Ana.Pop+news@GoogleMail.com', 'anapop@gmail.com'],
    ['jo+x@acme.example', 'jo+x@acme.example'],
    ['Иван@пример.example', 'иван@xn--e1afmkfd.example'],
    ['MAILTO:Jo@Acme.Example ', 'jo@acme.example'],
  ])('%s compares as %s', (written, key) => {
    expect(readEmail(written)?.key).toBe(key);
  });

  it('says which kind of mailbox it is; throw-away wins over free and role', () => {
    const kinds = ['jo@acme.example', 'jo@gmail.com', 'info@acme.example', 'jo@mailinator.com'].map(
      (text) => readEmail(text)?.kind,
    );
    expect(kinds).toEqual(['business', 'free', 'role', 'disposable']);
  });

  it.each([
    '',
    'jo',
    'jo@',
    '@acme.example',
    'jo@acme',
    'a b@acme.example',
    'jo@-acme.example',
    'jo..x@acme.example',
    'jo@1.2.3.4',
  ])('%j is none that mail can be sent to', (text) => {
    expect(readEmail(text)).toBeUndefined();
  });

  it.skipIf(!existsSync(vectors))(
    'agrees with the isemail suite, but for hosts without a name in the public DNS, and blanks around, which we trim (skipped without ../shared)',
    () => {
      const all: { address: string; verdict: string }[] = JSON.parse(readFileSync(vectors, 'utf8'));
      const verdicts = ['valid', 'valid_unusual', 'invalid', 'invalid_for_smtp'];
      const nameless = /@(\[.*\]|[^.]*|.*\.\d+)$/;
      const judged = all.filter(
        ({ address, verdict }) =>
          verdicts.includes(verdict) &&
          !(verdict.startsWith('valid') && nameless.test(address)) &&
          address.trim() === address,
      );
      const wrong = judged.filter(
        ({ address, verdict }) => (readEmail(address) !== undefined) !== verdict.startsWith('valid'),
      );
      expect(wrong.map(({ address, verdict }) => `${verdict}: ${address}`)).toEqual([]);
    },
  );
});
