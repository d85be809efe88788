import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { randomModel } from '../../test/harness/random-model.ts';
import { catalogueOf, type Field } from '../conditions/catalogue.ts';
import { checkCondition } from '../conditions/check.ts';
import { describeChanges } from '../model/diff/describe-changes.ts';
import { diffModels } from '../model/diff/diff-models.ts';
import { readModelFile } from '../model/files/read-model-file.ts';
import { Model, Term } from '../model/format.ts';
import { PRESETS, presetModel } from '../model/presets/presets.ts';
import { builtInCatalogues } from './model/built-in-fields.ts';
import { writeModelSchema } from './model-schema.ts';

/** The fields that conditions may name in a model like the examples'. */
const withOwnFields = catalogueOf([
  ...builtInCatalogues.person.values(),
  ...['trial_requested', 'pricing_viewed'].flatMap((key): Field[] => [
    { name: `signal.${key}`, type: 'count' },
    { name: `signal.${key}.first`, type: 'instant' },
    { name: `signal.${key}.last`, type: 'instant' },
  ]),
  { name: 'profile.ideal_customer', type: 'boolean' },
]);
const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('docs/model.schema.json', () => {
  const schema = JSON.parse(page('model.schema.json'));

  it('is up to date', () => {
    expect(page('model.schema.json'), 'run `npm run plumb -- docs` to write it anew').toBe(writeModelSchema());
  });

  it('names what it refers to', () => {
    expect(Object.keys(schema.$defs)).toEqual(['Condition']);
  });

  it('takes what the format takes, and refuses what it refuses', () => {
    const asSchema = z.fromJSONSchema(schema);
    const isTaken = (document: unknown) => asSchema.safeParse(document).success;
    for (const key of PRESETS) expect(isTaken(presetModel(key, 'en')), key).toBe(true);
    const damage = fc.constantFrom<(model: Model & Record<string, unknown>) => void>(
      (model) => void Object.assign(model, { more: 1 }),
      (model) => void Object.assign(model, { format: 2 }),
      (model) => void model.bands.splice(0),
      (model) => void Object.assign(model.dimensions[0] ?? {}, { weight: 'heavy' }),
      (model) => void Object.assign(model.dimensions[0] ?? {}, { key: 'Fit' }),
      (model) => void Object.assign(model.signals, { s1: { name: 'x' } }),
      () => undefined,
    );
    fc.assert(
      fc.property(randomModel, damage, (model, harm) => {
        const copy = structuredClone(model) as Model & Record<string, unknown>;
        harm(copy);
        expect(isTaken(copy)).toBe(Model.safeParse(copy).success);
      }),
      { seed: 320, numRuns: 100 },
    );
  });
});

describe('docs/model-format.md', () => {
  const text = page('model-format.md');
  const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
  const [whole = '', ...parts] = examples;

  it('begins with a model that can be saved', () => {
    expect(readModelFile(whole, builtInCatalogues)).toMatchObject({ problems: [], warnings: [] });
  });

  it.each(parts.map((yaml) => [yaml.split('\n', 3).join(' '), yaml]))(
    'explains by examples that hold: %s',
    (_, yaml) => {
      const example: unknown = parse(yaml);
      if (Array.isArray(example)) {
        for (const term of example) expect(Term.safeParse(term).error).toBeUndefined();
        return;
      }
      const { when, ...parts } = example as Record<string, unknown>;
      if (when !== undefined) {
        expect(checkCondition(when, withOwnFields)).toEqual([]);
        return;
      }
      // The part stands for the same part of the whole model; signals are more of them, and other dimensions have no grid.
      const model = parse(whole);
      const signals = { ...model.signals, ...(parts.signals as object | undefined) };
      const grid = 'dimensions' in parts ? {} : { grid: model.grid };
      const { grid: _grid, ...rest } = model;
      const document = { ...rest, ...grid, ...parts, signals };
      expect(readModelFile(JSON.stringify(document), builtInCatalogues).problems).toEqual([]);
    },
  );

  it('names every part of the format, every operator and every curve', () => {
    const leftByEditors = ['muted', 'valueSource'];
    const words = listWords(z.toJSONSchema(Model)).filter(
      (word) => !leftByEditors.includes(word) && !text.includes(word),
    );
    expect(words).toEqual([]);
  });
});

/** The names of properties, and the words that values may be, anywhere in a JSON Schema. */
function listWords(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(listWords);
  const { properties = {}, enum: allowed = [], const: only } = schema as Record<string, unknown>;
  const own = [...Object.keys(properties as object), ...(allowed as unknown[]), only];
  return [...own.filter((word) => typeof word === 'string'), ...Object.values(schema).flatMap(listWords)];
}

it('the example of a change in words is what a change reads like', () => {
  const before = presetModel('b2b_decay', 'en');
  const after = structuredClone(before);
  const term = after.dimensions[1]?.groups[0]?.terms.find(({ key }) => key === 'pricing_viewed');
  Object.assign(term ?? {}, { points: 8, decay: { curve: 'half_life', days: 14 } });
  const catalogue = new Map([...builtInCatalogues.person, ...builtInCatalogues.touch]);
  const lines = describeChanges(diffModels(before, after), { before, after, catalogue, language: 'en' });
  expect(lines.map(({ text }) => text)).toEqual(['Pricing page viewed: 5 → 8 points, half-life 30 → 14 days']);
});
