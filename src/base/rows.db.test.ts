import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import { givenRows } from './rows.ts';

const db = await withDatabase();

test('rows arrive as they were given: numbers, texts of any script, JSON, and nothing', async () => {
  const text = fc.string({ unit: 'grapheme' }).map((some) => some.replaceAll('\u0000', '').toWellFormed());
  const row = fc.record({
    id: fc.maxSafeInteger(),
    at: fc.double({ noNaN: true, noDefaultInfinity: true }),
    yes: fc.option(fc.boolean()),
    name: fc.option(text),
    body: fc.option(text),
    data: fc.option(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text)))),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const given = givenRows(rows, {
        id: 'bigint',
        at: 'float8',
        yes: 'boolean',
        name: 'text',
        body: 'long_text',
        data: 'jsonb',
      });
      const answer = await sql<(typeof rows)[0]>`select g.* from ${given} as g`.execute(db.owner);
      expect(answer.rows).toEqual(rows);
    }),
    { numRuns: 60, seed: 4 },
  );
});
