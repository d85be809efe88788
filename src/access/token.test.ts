import { expect, test } from 'vitest';
import { readKeyToken } from './authorize.ts';
import { hashToken, makeToken, readTokenKind, tokenPrefixes } from './token.ts';

const kinds = Object.keys(tokenPrefixes) as (keyof typeof tokenPrefixes)[];

test('a token carries 256 random bits behind a prefix that says what it is for', () => {
  for (const kind of kinds) {
    const { token, hash, shown } = makeToken(kind);
    expect(Buffer.from(token.slice(5), 'base64url')).toHaveLength(32);
    expect(token.startsWith(tokenPrefixes[kind])).toBe(true);
    expect(readTokenKind(token)).toBe(kind);
    expect(hash).toEqual(hashToken(token));
    expect(shown).toBe(`${token.slice(0, 10)}…`);
  }
  expect(new Set(Array.from({ length: 100 }, () => makeToken('secret').token)).size).toBe(100);
});

test('what does not look like a token is none', () => {
  const { token } = makeToken('secret');
  for (const text of ['', 'plsk_', token.slice(0, -1), `${token}x`, ` ${token}`, token.replace('plsk', 'plxx')]) {
    expect(readTokenKind(text)).toBeUndefined();
  }
});

test('a key comes as a bearer, or as the user name of basic authorization', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const { token } = makeToken('write');
  expect(readKeyToken('Bearer plsk_x')).toBe('plsk_x');
  expect(readKeyToken('bearer  plsk_x')).toBe('plsk_x');
  for (const text of [`${token}:`, `${token}:ignored`, token]) expect(readKeyToken(basic(text))).toBe(token);
  expect(readKeyToken(undefined)).toBeUndefined();
  expect(readKeyToken('Digest x')).toBeUndefined();
});

test('what a reverse proxy asks for in front of us is not taken for a key', () => {
  expect(readKeyToken(`Basic ${Buffer.from('admin:hunter2').toString('base64')}`)).toBeUndefined();
});
