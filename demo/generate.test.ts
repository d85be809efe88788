import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import {
  type DemoOptions,
  generateCompanies,
  generateOutcomes,
  generatePeople,
  generateTouches,
  sources,
} from './index.ts';

vi.setConfig({ testTimeout: 30_000 });

const until = Date.UTC(2026, 5, 1, 9, 30);
const day = 86_400_000;

function digest(options: DemoOptions): string {
  const hash = createHash('sha256');
  for (const chunk of generateTouches(options)) for (const touch of chunk) hash.update(JSON.stringify(touch));
  for (const ending of generateOutcomes(options)) hash.update(JSON.stringify(ending));
  return hash.digest('hex');
}

test('the same seed and end give the same bytes, today and in any later version', () => {
  expect(digest({ people: 500, until })).toBe('0a7f67abfc61b39ee9d289ea2f18352c689b253996043963d8d66b98c72d0de5');
});

test('another seed or another end gives another company', () => {
  const base = digest({ people: 300, until });
  expect(digest({ people: 300, until, seed: 2 })).not.toBe(base);
  expect(digest({ people: 300, until: until + 1 })).not.toBe(base);
});

test('a small run is the beginning of a larger one', () => {
  const small = [...generatePeople({ people: 700, until })];
  const large = [...generatePeople({ people: 1500, until })];
  expect(small).toHaveLength(700);
  expect(large.slice(0, 700)).toEqual(small);
});

test('any number of people turns up exactly, in companies that are listed too', () => {
  for (const people of [0, 1, 500, 2345]) {
    const met = [...generatePeople({ people, until })];
    expect(met).toHaveLength(people);
    const companies = [...generateCompanies({ people })];
    expect(companies.map((company) => company.index)).toEqual([...new Set(met.map((person) => person.company.index))]);
    expect(companies.every((company, at) => at === companies.length - 1 || company.people > 0)).toBe(true);
  }
});

test('chunks hold all touches once, each about as large as asked', () => {
  const chunks = [...generateTouches({ people: 2000, until }, 400)];
  const touches = chunks.flat();
  expect(touches).toHaveLength([...generatePeople({ people: 2000, until })].flatMap((person) => person.touches).length);
  expect(new Set(touches.map((touch) => touch.messageId)).size).toBe(touches.length);
  for (const chunk of chunks.slice(0, -1)) {
    expect(chunk.length).toBeGreaterThanOrEqual(400);
    expect(chunk.length).toBeLessThan(600);
  }
});

test('touches lie within the year before the end, each person’s in order, each with a known source and a sender', () => {
  const keys = new Set<string>(sources.map((source) => source.key));
  for (const person of generatePeople({ people: 3000, until })) {
    const times = person.touches.map((touch) => Date.parse(touch.timestamp));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const time of times) {
      expect(time).toBeLessThanOrEqual(until);
      expect(time).toBeGreaterThan(until - 367 * day);
    }
    for (const touch of person.touches) {
      expect(keys.has(touch.source)).toBe(true);
      expect(touch.anonymousId ?? touch.userId).toBeTruthy();
    }
    const { outcome } = person;
    if (outcome.kind !== 'won' && outcome.kind !== 'lost') continue;
    expect(outcome.decided_at).toBeGreaterThan(times.at(-1) ?? until);
    expect(outcome.decided_at).toBeLessThanOrEqual(until);
  }
});

test('two to six in a hundred people order, most never, and nobody who stayed anonymous', () => {
  const people = [...generatePeople({ people: 20_000, until })];
  const won = people.filter((person) => person.outcome.kind === 'won');
  expect(won.length / people.length).toBeGreaterThan(0.02);
  expect(won.length / people.length).toBeLessThan(0.06);
  expect(
    won.every(
      (person) => person.identified_at !== undefined && person.outcome.kind === 'won' && person.outcome.value >= 1000,
    ),
  ).toBe(true);
  const anonymous = people.filter((person) => person.identified_at === undefined).length / people.length;
  expect(anonymous).toBeGreaterThan(0.15);
  expect(anonymous).toBeLessThan(0.5);
});

test('visits come on working days and in office hours, but not only', () => {
  const visits = [...generatePeople({ people: 5000, until })].flatMap((person) =>
    person.touches
      .filter((touch) => touch.type === 'page')
      .map((touch) => new Date(Date.parse(touch.timestamp) + person.company.market.utc_offset_hours * 3_600_000)),
  );
  const share = (holds: (local: Date) => boolean) => visits.filter(holds).length / visits.length;
  const weekend = share((local) => local.getUTCDay() % 6 === 0);
  const office = share((local) => local.getUTCDay() % 6 !== 0 && local.getUTCHours() >= 8 && local.getUTCHours() < 18);
  expect(weekend).toBeGreaterThan(0.04);
  expect(weekend).toBeLessThan(0.15);
  expect(office).toBeGreaterThan(0.6);
});

test('memory does not grow with the number of people', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const held: number[] = [];
  for (const { index } of generatePeople({ people: 30_001, until })) {
    if (index === 0 || index % 15_000 !== 0) continue;
    collect();
    held.push(process.memoryUsage().heapUsed);
  }
  expect((held[1] ?? 0) - (held[0] ?? 0)).toBeLessThan(2_000_000);
});
