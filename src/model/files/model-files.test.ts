import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomCatalogue, randomModel } from '../../../test/harness/random-model.ts';
import { catalogueOf } from '../../conditions/catalogue.ts';
import type { ModelCatalogues } from '../check.ts';
import { canonicalModel } from '../diff/canonical.ts';
import { diffModels } from '../diff/diff-models.ts';
import { type FileProblem, readModelFile, writePath } from './read-model-file.ts';
import { MODEL_FILE_FORMATS, modelFileFormat, writeModelFile } from './write-model-file.ts';

const catalogues: ModelCatalogues = {
  person: catalogueOf([{ name: 'person.title', type: 'text' }]),
  touch: catalogueOf([{ name: 'touch.path', type: 'text' }]),
};
const file = `# The model of our first year
format: 1
name: Main
signals:
  pricing:
    name: Pricing page viewed
    when: &pricing
      combinator: and
      rules:
        - {field: touch.path, operator: matchesPath, value: /pricing/**}
dimensions:
  - key: engagement
    name: Engagement
    groups:
      - key: actions
        name: Actions
        terms:
          - kind: signal
            key: pricing
            signal: pricing
            points: 5
            decay: {curve: half_life, days: 30}
          - kind: field
            key: chief
            points: 10
            when:
              combinator: and
              rules:
                - {field: person.title, operator: contains, value: chief}
bands:
  - key: cold
  - {key: hot, from: 50}
`;
const where = ({ path, line, column }: FileProblem) => `${line}:${column} ${writePath(path)}`;
const problemsOf = (...edits: [string, string][]) => {
  const text = edits.reduce((now, [from, to]) => {
    expect(now).toContain(from);
    return now.replace(from, to);
  }, file);
  return readModelFile(text, catalogues).problems.map((problem) => [where(problem), problem.message]);
};

describe('a model file', () => {
  it('is read, comments and all', () => {
    const { model, problems, warnings } = readModelFile(file, catalogues);
    expect([problems, warnings]).toEqual([[], []]);
    expect(model?.dimensions[0]?.groups[0]?.terms[0]).toMatchObject({ key: 'pricing', points: 5 });
    expect(model?.dimensions[0]?.groups[0]?.take).toBe('sum');
  });

  it('that was written reads as the same model, in both ways of writing', () => {
    fc.assert(
      fc.property(randomModel, fc.constantFrom(...MODEL_FILE_FORMATS), (model, format) => {
        const text = writeModelFile(model, format);
        const read = readModelFile(text, { person: randomCatalogue, touch: randomCatalogue });
        expect(read.problems).toEqual([]);
        expect(read.model).toEqual(canonicalModel(model));
        expect(writeModelFile(read.model ?? model, format)).toBe(text);
        expect(diffModels(model, read.model ?? model)).toEqual([]);
      }),
      { seed: 310, numRuns: 150 },
    );
  });

  it('is the same text for models that mean the same', () => {
    const { model } = readModelFile(file, catalogues);
    if (!model) throw new Error('expected a model');
    const reversed = JSON.parse(JSON.stringify(model), (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    for (const format of MODEL_FILE_FORMATS) {
      expect(writeModelFile(reversed, format)).toBe(writeModelFile(model, format));
    }
    expect(writeModelFile(model, 'yaml')).toContain('            decay: {curve: half_life, days: 30}\n');
  });

  it('keeps texts that YAML would take for something else', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((value) => /\S/.test(value)),
      fc.constantFrom('no', 'null', '1e3', '2026-01-01', '~', '- a', 'a: b', '#x', '{', ' x ', 'a\n\nb'),
    );
    fc.assert(
      fc.property(text, (value) => {
        const { model } = readModelFile(file, catalogues);
        if (!model) throw new Error('expected a model');
        const rules = [{ field: 'touch.path', operator: 'contains' as const, value: [value, 'more'] }];
        model.signals.odd = { name: 'Odd', when: { combinator: 'and', rules } };
        const back = readModelFile(writeModelFile(model, 'yaml'), catalogues);
        expect(back.problems).toEqual([]);
        expect(back.model?.signals.odd?.when.rules).toEqual(rules);
      }),
      { seed: 311, numRuns: 200 },
    );
  });

  it('is named by what it is written in', () => {
    expect(['a.json', 'A.JSON', 'a.yaml', 'a.yml', 'model'].map(modelFileFormat)).toEqual([
      'json',
      'json',
      'yaml',
      'yaml',
      'yaml',
    ]);
  });
});

describe('a problem of a model file has its path and line', () => {
  it('where the value is wrong, where a name is not known, and where something is missing', () => {
    expect(problemsOf(['points: 5', 'points: five'], ['days: 30', 'dayz: 30'], ['from: 50', 'frm: 50'])).toEqual([
      ['21:13 dimensions.0.groups.0.terms.0.points', 'Invalid input: expected number, received string'],
      ['22:13 dimensions.0.groups.0.terms.0.decay.days', 'Invalid input: expected number, received undefined'],
      ['22:39 dimensions.0.groups.0.terms.0.decay.dayz', 'Unrecognized key: "dayz"'],
      ['32:16 bands.1.frm', 'Unrecognized key: "frm"'],
    ]);
  });

  it('where parts do not fit each other, and inside conditions', () => {
    expect(
      problemsOf(
        ['signal: pricing', 'signal: prices'],
        ['key: chief', 'key: pricing'],
        ['contains, value: chief', '">", value: 3'],
      ),
    ).toEqual([
      ['20:13 dimensions.0.groups.0.terms.0.signal', 'Expected a signal of this model, found prices'],
      ['24:13 dimensions.0.groups.0.terms.1.key', 'Expected a key of its own, found pricing a second time'],
      ['29:41 dimensions.0.groups.0.terms.1.when.rules.0.operator', expect.stringContaining('an operator of text')],
    ]);
    expect(problemsOf(['field: touch.path', 'field: touch.pth'])).toEqual([
      ['10:12 signals.pricing.when.rules.0.field', 'Expected a field of the catalogue, found "touch.pth"'],
    ]);
  });

  it('where it is no YAML, or not one document', () => {
    expect(problemsOf(['decay: {curve', 'decay: {{curve']).length).toBeGreaterThan(0);
    expect(problemsOf(['name: Main', 'name: Main\nname: Other'])).toEqual([
      ['4:1 the document', 'Map keys must be unique'],
    ]);
    for (const text of ['', '- 1', 'a: b\n---\nc: d', 'x: *nowhere', 'just text', '{"format": 1,,}', '\u0000'])
      expect(readModelFile(text, catalogues).problems.length, text).toBeGreaterThan(0);
  });

  it('where it is nested deeper than any model, or repeats itself without end', () => {
    const deep = readModelFile(`${'['.repeat(20_000)}${']'.repeat(20_000)}`, catalogues);
    expect(deep.problems[0]?.message).toBe('Nested too deeply to be a model');
    const laughs = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`);
    expect(readModelFile(['a0: &a0 [ha]', ...laughs].join('\n'), catalogues).problems[0]?.message).toContain('alias');
  });

  it('and anything at all is read without falling over', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readModelFile(text, catalogues).problems.length).toBeGreaterThan(0);
      }),
      { seed: 312, numRuns: 300 },
    );
  });
});

describe("a workspace's own fields", () => {
  const own = file.replace(
    '{field: person.title, operator: contains, value: chief}',
    `{field: person.title, operator: contains, value: chief}
                - {field: person.seats, operator: ">=", value: 10}
                - {field: person.vip, operator: "=", value: true}
                - {field: company.founded_on, operator: olderThan, value: {amount: 365, unit: days}}
                - {field: person.tags, operator: includesAny, value: [gold]}`,
  );

  it('are taken for the kind their rules suggest, with a warning where each is named', () => {
    const { model, warnings, custom } = readModelFile(own, catalogues);
    expect(model).toBeDefined();
    expect(custom.map(({ name, type }) => [name, type])).toEqual([
      ['person.seats', 'number'],
      ['person.vip', 'boolean'],
      ['company.founded_on', 'date'],
      ['person.tags', 'list'],
    ]);
    expect(warnings.map(where)).toEqual([
      '30:20 dimensions.0.groups.0.terms.1.when.rules.1.field',
      '31:20 dimensions.0.groups.0.terms.1.when.rules.2.field',
      '32:20 dimensions.0.groups.0.terms.1.when.rules.3.field',
      '33:20 dimensions.0.groups.0.terms.1.when.rules.4.field',
    ]);
  });

  it('are problems where they must all be known, or where no kind fits their rules', () => {
    const { problems, custom } = readModelFile(own, catalogues, { strict: true });
    expect([problems.length, custom]).toEqual([4, []]);
    const torn = own.replace('field: person.vip', 'field: person.seats');
    expect(readModelFile(torn, catalogues).problems).toHaveLength(1);
  });
});
