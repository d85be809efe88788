import { expect, it } from 'vitest';
import { extendChain } from './keyset-pages.ts';

const start = { list: 'leads', cursors: [null] as (string | null)[], ended: false, lastSize: 0 };
const page = (size: number, next: string | null) => ({ rows: Array.from({ length: size }, (_, at) => at), next });

it('each page that has a next one makes that one reachable', () => {
  const chain = extendChain(extendChain(start, 0, page(100, 'a')), 1, page(100, 'b'));
  expect(chain).toMatchObject({ cursors: [null, 'a', 'b'], ended: false });
});

it('a page without a next one ends the list, also where it was longer before', () => {
  const long = { ...start, cursors: [null, 'a', 'b', 'c'] };
  expect(extendChain(long, 1, page(7, null))).toMatchObject({ cursors: [null, 'a'], ended: true, lastSize: 7 });
});

it('a cursor that moved replaces only the page after it', () => {
  const chain = extendChain({ ...start, cursors: [null, 'a', 'b'] }, 0, page(100, 'a2'));
  expect(chain.cursors).toEqual([null, 'a2', 'b']);
});

it('the same answer again changes nothing, so nothing is drawn again', () => {
  const chain = { ...start, cursors: [null, 'a'], ended: true, lastSize: 3 };
  expect(extendChain(chain, 1, page(3, null))).toBe(chain);
  expect(extendChain(chain, 0, page(100, 'a'))).toBe(chain);
});

it('a last page that grew past its size opens the list again', () => {
  const chain = extendChain({ ...start, cursors: [null, 'a'], ended: true, lastSize: 99 }, 1, page(100, 'b'));
  expect(chain).toMatchObject({ cursors: [null, 'a', 'b'], ended: false });
});
