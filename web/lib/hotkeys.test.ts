import { expect, it } from 'vitest';
import { keyOf } from './hotkeys.ts';

const event = (key: string, code: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, code, ctrlKey: false, metaKey: false, altKey: false, ...more }) as KeyboardEvent;

it('a letter key is the same shortcut under a Russian layout', () => {
  expect(keyOf(event('о', 'KeyJ'))).toBe('j');
  expect(keyOf(event('л', 'KeyK', { ctrlKey: true }))).toBe('mod+k');
});

it('a Latin layout that moves letters is believed, not the key’s place', () => {
  expect(keyOf(event('a', 'KeyQ'))).toBe('a');
});

it('named keys and marks keep their names', () => {
  expect([keyOf(event('Enter', 'Enter')), keyOf(event('?', 'Slash'))]).toEqual(['Enter', '?']);
});
