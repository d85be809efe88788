import { expect, test } from 'vitest';
import { retryClash } from './retry-clash.ts';

/** Work that fails with these codes in turn, and then answers how often it was tried. */
function fail(...codes: string[]) {
  let tries = 0;
  return async () => {
    const code = codes[tries++];
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    return tries;
  };
}

test('a deadlock or a failed serialization is tried again, anything else is not', async () => {
  expect(await retryClash(fail('40P01', '40001'))).toBe(3);
  await expect(retryClash(fail('40001', '40001', '40001'))).rejects.toThrow('40001');
  await expect(retryClash(fail('23505'))).rejects.toThrow('23505');
});
