import { expect, test } from 'vitest';
import { type SaidByHand, temperatureAt } from './temperature-at.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 2, 15);
const bands = ['cold', 'warm', 'hot'];
const never = { bands, days: new Map() };
const cooling = {
  bands,
  days: new Map([
    ['hot', 14],
    ['warm', 30],
  ]),
};
const hot = (days: number, said: SaidByHand[] = []) => ({ band: 'hot', last_touch_at: now - days * day, said });
const byHand = (more: Partial<SaidByHand> = {}): SaidByHand => ({
  temperature_id: 1,
  band: 'hot',
  starts_at: now - day,
  ends_at: null,
  ...more,
});

test('without a rule for silence somebody is as warm as the points say, however long ago the last touch was', () => {
  expect(temperatureAt(hot(1000), never, now)).toEqual({ band: 'hot', by: 'points', said: null });
});

test('a hot lead without a touch for 14 days counts as warm from that very instant, and after 30 as cold', () => {
  expect(temperatureAt(hot(14), cooling, now - 1).band).toBe('hot');
  expect(temperatureAt(hot(14), cooling, now)).toEqual({ band: 'warm', by: 'silence', said: null });
  expect(temperatureAt(hot(30), cooling, now - 1).band).toBe('warm');
  expect(temperatureAt(hot(30), cooling, now).band).toBe('cold');
  expect(temperatureAt({ ...hot(29), band: 'warm' }, cooling, now)).toMatchObject({ band: 'warm', by: 'points' });
});

test('a band that never cools keeps those above it from cooling past it', () => {
  expect(temperatureAt(hot(1000), { bands, days: new Map([['hot', 14]]) }, now).band).toBe('warm');
  expect(temperatureAt(hot(1000), { bands, days: new Map([['warm', 14]]) }, now).band).toBe('hot');
});

test('what is said by hand comes before points and silence, until its end, and then they speak again', () => {
  const until = hot(40, [byHand({ ends_at: now })]);
  expect(temperatureAt(until, cooling, now - 1)).toEqual({ band: 'hot', by: 'hand', said: 1 });
  expect(temperatureAt(until, cooling, now)).toMatchObject({ band: 'cold', by: 'silence' });
  expect(temperatureAt(until, cooling, now - day - 1).by).toBe('silence');
});

test('what was said last holds, and when it ends what was said before it', () => {
  const said = [byHand({ temperature_id: 2, band: 'cold', ends_at: now }), byHand({ temperature_id: 1, band: 'warm' })];
  expect(temperatureAt(hot(0, said), cooling, now - 1)).toMatchObject({ band: 'cold', said: 2 });
  expect(temperatureAt(hot(0, said), cooling, now)).toMatchObject({ band: 'warm', said: 1 });
});

test('a word that the model no longer has says nothing', () => {
  expect(temperatureAt(hot(0, [byHand({ band: 'boiling' })]), cooling, now)).toMatchObject({
    band: 'hot',
    by: 'points',
  });
});
