import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { scrub, scrubText } from './scrub.ts';

function logged(...args: [unknown, string?]): string {
  let text = '';
  const log = createLog('info', {
    write: (line) => {
      text += line;
    },
  });
  log.info(...(args as [object, string?]));
  return text;
}

test.each([
  ['mail ana.pop+x@exemplu.md bounced', 'mail [e-mail] bounced'],
  ['call +373 69 123-456 now', 'call [phone] now'],
  ['GET /api/leads?q=Ana+Pop&limit=10', 'GET /api/leads?q&limit'],
  ['postgres://plumb:s3cret@127.0.0.1:5432/plumb', 'postgres://127.0.0.1:5432/plumb'],
  ['2024-02-29T10:00:00.000Z took 1234567890 ms', '2024-02-29T10:00:00.000Z took 1234567890 ms'],
])('%s is logged as %s', (text, expected) => {
  expect(scrubText(text)).toBe(expected);
});

test('values under secret and personal names are replaced at any depth, booleans stay', () => {
  const data = {
    a: [{ headers: { Authorization: 'Basic abc', 'x-api-key': 'k' } }],
    traits: { x: 1 },
    email_verified: true,
  };
  expect(scrub(data)).toEqual({
    a: [{ headers: { Authorization: '[secret]', 'x-api-key': '[secret]' } }],
    traits: '[personal]',
    email_verified: true,
  });
});

test('an error keeps code, message and stack, and loses what the database tells of the row', () => {
  const error = Object.assign(new Error('duplicate key, e.g. ana@x.md'), {
    code: '23505',
    detail: 'Key (email)=(ana@x.md)',
  });
  const line = logged({ err: error }, 'failed for ana@x.md');
  expect(line).not.toContain('ana@x.md');
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    msg: 'failed for [e-mail]',
    err: { code: '23505', type: 'Error' },
  });
});

test('no mail address gets through, wherever it is', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string(), fc.string(), (address, before, after) => {
      const line = logged({ [before]: [{ note: `${before} ${address} ${after}` }] }, `${before} <${address}>`);
      expect(line).not.toContain(address);
    }),
    { seed: 7 },
  );
});
