import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import { fold, foldScalar } from './fold.ts';
import { spaceWords } from './words.ts';

const db = await withDatabase();

/** What the server makes of these texts, where it knows all their characters. */
async function askServer(expression: 'plumb_fold' | 'plumb_text' | 'plumb_words', texts: readonly string[]) {
  const { rows } = await sql<{ text: string; answer: string | null }>`
    select text, ${sql.ref(expression)}(text) as answer from unnest(${texts}::text[]) as text`.execute(db.owner);
  return rows;
}

/** Characters that a server's older Unicode does not know yet are left alone by it. */
async function listKnownCharacters(): Promise<string[]> {
  const all: string[] = [];
  for (let point = 1; point <= 0x10ffff; point++) {
    const isSurrogate = point >= 0xd800 && point <= 0xdfff;
    if (!isSurrogate && !/\p{Cn}/u.test(String.fromCodePoint(point))) all.push(String.fromCodePoint(point));
  }
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::integer as version`.execute(db.owner);
  if ((rows[0]?.version ?? 0) < 170_000) return all.filter((character) => (character.codePointAt(0) ?? 0) < 0xa000);
  const known = await sql<{ text: string }>`
    select text from unnest(${all}::text[]) as text where unicode_assigned(text)`.execute(db.owner);
  return known.rows.map((row) => row.text);
}

test('every assigned character folds in SQL as in TypeScript', async () => {
  const characters = await listKnownCharacters();
  const answers = await askServer('plumb_fold', characters);
  expect(answers.length).toBeGreaterThan(1000);
  expect(answers.filter(({ text, answer }) => answer !== fold(text))).toEqual([]);
});

test('so do texts of several scripts, what counts as blank, and where words end', async () => {
  const unit = fc.constantFrom(...'aZß ẞİıΣςΆёЙșŢ北、。,-+#\u0301\u0323\u00a0\u1680\u200b\u2028\u3000\ufeff\t\n\v😀ﬁ');
  const texts = fc.sample(fc.string({ unit, maxLength: 8 }), { seed: 5, numRuns: 3000 });
  const folded = await askServer('plumb_fold', texts);
  expect(folded.filter(({ text, answer }) => answer !== fold(text))).toEqual([]);
  const scalars = await askServer('plumb_text', texts);
  expect(scalars.filter(({ text, answer }) => (answer ?? undefined) !== foldScalar(text))).toEqual([]);
  const words = await askServer('plumb_words', texts);
  expect(words.filter(({ text, answer }) => answer !== spaceWords(text))).toEqual([]);
});
