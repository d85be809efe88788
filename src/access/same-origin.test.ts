import { expect, test } from 'vitest';
import { readOrigin } from './same-origin.ts';

const read = (headers: { origin?: string; 'sec-fetch-site'?: string }) =>
  readOrigin(headers, 'plumb.internal:4100', 'https://plumb.example.com');

test('a browser’s own word on where a request comes from decides', () => {
  expect(read({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' })).toBe('ours');
  expect(read({ 'sec-fetch-site': 'none' })).toBe('ours');
  expect(read({ 'sec-fetch-site': 'same-site', origin: 'https://plumb.example.com' })).toBe('foreign');
  expect(read({ 'sec-fetch-site': 'cross-site' })).toBe('foreign');
});

test('otherwise the origin must be the address that was asked, or the public one', () => {
  expect(read({ origin: 'http://plumb.internal:4100' })).toBe('ours');
  expect(read({ origin: 'https://plumb.example.com' })).toBe('ours');
  expect(read({ origin: 'http://plumb.example.com' })).toBe('foreign');
  expect(read({ origin: 'http://plumb.internal:4101' })).toBe('foreign');
  expect(read({ origin: 'https://plumb.example.com.evil.example' })).toBe('foreign');
  expect(read({ origin: 'null' })).toBe('foreign');
});

test('a program says nothing', () => {
  expect(read({})).toBe('unknown');
});
