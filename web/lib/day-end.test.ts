import { expect, it } from 'vitest';
import { dayEnd } from './day-end.ts';

const keyIn = (timeZone: string) => (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);

it.each([
  ['UTC', '2026-12-31', '2026-12-31T23:59:59.000Z'],
  ['Europe/Chisinau', '2026-12-31', '2026-12-31T21:59:59.000Z'],
  ['Europe/Chisinau', '2026-03-29', '2026-03-29T20:59:59.000Z'],
  ['Pacific/Kiritimati', '2026-07-01', '2026-07-01T09:59:59.000Z'],
  ['Pacific/Pago_Pago', '2026-07-01', '2026-07-02T10:59:59.000Z'],
])('in %s the day %s lasts until %s', (timeZone, day, end) => {
  expect(dayEnd(day, keyIn(timeZone))).toBe(end);
});
