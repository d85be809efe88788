import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sliceBatch } from './slice-batch.ts';

const value = fc.jsonValue({ maxDepth: 4 });
const spaces = fc.constantFrom(0, 1, 2, '\t', '\n ');

test('a batch cut open holds what JSON.parse finds in it, whatever surrounds it', () => {
  fc.assert(
    fc.property(
      fc.array(value),
      fc.dictionary(fc.string(), value),
      fc.dictionary(fc.string(), value),
      spaces,
      (batch, before, after, space) => {
        const body = { ...before, batch, ...after };
        const text = JSON.stringify(body, null, space as string);
        const parsed = JSON.parse(text);
        const sliced = sliceBatch(text);
        if (!Array.isArray(parsed.batch)) return;
        expect(sliced?.messages.map((message) => JSON.parse(message))).toEqual(parsed.batch);
        expect(JSON.parse(sliced?.envelope ?? '')).toEqual({ ...parsed, batch: [] });
      },
    ),
    { seed: 41, numRuns: 500 },
  );
});

test('a message keeps its text as it came', () => {
  const message = '{ "messageId" : "a\\u0041\\"]" , "n": 1.0e2,"big":12345678901234567890 }';
  expect(sliceBatch(`{"sentAt":"x","batch":[ ${message} ,{}]}`)?.messages).toEqual([message, '{}']);
});

test('a message that is no JSON does not spoil the others', () => {
  expect(sliceBatch('{"batch":[{"a":1},{"a":NaN},{"a":2}]}')?.messages).toEqual(['{"a":1}', '{"a":NaN}', '{"a":2}']);
});

test.each([
  '',
  '[]',
  '{}',
  '{"batch":{}}',
  '{"batch":[1,2}',
  '{"batch":["a]}',
  '{"batch":[]} x',
  '{"batch":[1 2]}',
  '{"batch":[1,]}',
])('no batch can be cut out of %j', (text) => {
  const sliced = sliceBatch(text);
  if (sliced) expect(() => sliced.messages.map((message) => JSON.parse(message))).toThrow();
  else expect(sliced).toBeUndefined();
});
