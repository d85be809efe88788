import { expect, test, vi } from 'vitest';
import { catalogueOf } from '../src/conditions/catalogue.ts';
import { evaluateCondition } from '../src/conditions/evaluate.ts';
import { readMessage } from '../src/flow/capture/segment/read-message.ts';
import { peopleCatalogue, touchFields } from '../src/flow/identity/catalogue.ts';
import { builtInCompanyFields, builtInPersonFields } from '../src/flow/identity/fields.ts';
import { touchReader } from '../src/flow/scoring/touch-reader.ts';
import { type Hit, prepareModel, scoreAt } from '../src/model/evaluate.ts';
import { presetModel } from '../src/model/presets/presets.ts';
import { actions } from '../src/model/presets/signals.ts';
import { type DemoPerson, generatePeople } from './index.ts';

vi.setConfig({ testTimeout: 60_000 });

const until = Date.UTC(2026, 5, 1);
const people = [...generatePeople({ people: 3000, until })];
const touchCatalogue = catalogueOf(touchFields);

/** What the product reads from a person's touches: arrivals, in order. */
const arrivals = new Map(
  people.map((person) => [
    person,
    person.touches.map((touch) => {
      const envelope = { source_id: 1, channel: 'tracking', received_at: until, sent_at: undefined };
      const read = readMessage(touch, '', envelope);
      if (read.kind !== 'read') throw new Error(JSON.stringify(read.problems));
      return read.arrival;
    }),
  ]),
);

/** What the preset's actions should find, by event or page. */
const meant: Record<keyof typeof actions, string[]> = {
  document_requested: ['Document Requested'],
  inquiry_made: ['Inquiry Sent', 'Demo Requested'],
  trial_requested: ['Trial Started'],
  seminar_attended: ['Seminar Attended'],
  newsletter_subscribed: ['Newsletter Subscribed'],
  pricing_viewed: ['/pricing'],
  page_viewed: [],
  unsubscribed: ['Unsubscribed'],
};

test('every action that the presets count happens, and nothing else is taken for it', () => {
  for (const [action, condition] of Object.entries(actions)) {
    if (action === 'page_viewed') continue;
    const found = new Set<string>();
    for (const arrival of [...arrivals.values()].flat()) {
      const read = touchReader({ ...arrival, source: undefined });
      if (!evaluateCondition(condition, touchCatalogue, read, until, 'UTC')) continue;
      found.add(arrival.event ?? String(arrival.properties.path));
    }
    expect([...found].sort(), action).toEqual([...meant[action as keyof typeof actions]].sort());
  }
});

/** What a person's touches say of them, the latest word on each. */
function readFields(person: DemoPerson): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const arrival of arrivals.get(person) ?? []) {
    for (const [key, value] of Object.entries(arrival.fields ?? {})) fields[`person.${key}`] = value;
    for (const [key, value] of Object.entries(arrival.company ?? {})) fields[`company.${key}`] = value;
  }
  return fields;
}

test('under the preset all bands occur, and the hotter the band the more people order', () => {
  const model = presetModel('b2b_basic', 'en');
  const catalogue = peopleCatalogue({ person_fields: builtInPersonFields, company_fields: builtInCompanyFields });
  const ready = prepareModel(model, catalogue, 'UTC');
  const bands = new Map<string, { people: number; likely: number }>();
  for (const person of people) {
    if (person.identified_at === undefined) continue;
    const fields = readFields(person);
    const hits = new Map<string, Hit[]>();
    for (const [key, { when }] of Object.entries(model.signals)) {
      const matching = (arrivals.get(person) ?? []).filter((arrival) =>
        evaluateCondition(when, touchCatalogue, touchReader({ ...arrival, source: undefined }), until, 'UTC'),
      );
      hits.set(
        key,
        matching.map(({ occurred_at, idempotency_key }) => ({ occurred_at, id: idempotency_key })),
      );
    }
    const { band } = scoreAt(ready, { read: (field) => fields[field], hits }, until);
    const counted = bands.get(band) ?? { people: 0, likely: 0 };
    bands.set(band, { people: counted.people + 1, likely: counted.likely + person.order_probability });
  }
  const rate = (band: string) => (bands.get(band)?.likely ?? 0) / (bands.get(band)?.people ?? 0);
  expect(bands.get('hot')?.people).toBeGreaterThan(20);
  expect(bands.get('warm')?.people).toBeGreaterThan(200);
  expect(bands.get('cold')?.people).toBeGreaterThan(500);
  expect(rate('warm')).toBeGreaterThan(2 * rate('cold'));
  expect(rate('hot')).toBeGreaterThan(2 * rate('warm'));
});
