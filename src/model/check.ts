import { z } from 'zod';
import type { Catalogue } from '../conditions/catalogue.ts';
import { checkCondition, placeProblems } from '../conditions/check.ts';
import { ALWAYS } from '../conditions/format.ts';
import { entersAt, leftBelow } from './band.ts';
import { withSignals } from './catalogue.ts';
import { allTerms, type Dimension, MODEL_LIMITS, Model, type Term } from './format.ts';

/** One thing that is wrong with a model: the path to it in the document, and what was found and expected there. */
export type ModelProblem = { path: (string | number)[]; message: string };

/** The fields a model may name: in its field terms those of `person`, in its signals those of `touch`. */
export type ModelCatalogues = { person: Catalogue; touch: Catalogue };

/**
 * Every problem of a model document: its shape, each condition against the fields that exist, keys used twice, signals and
 * dimensions that are not there, limits and cut-offs in the wrong order. Empty when it can be saved. Takes anything, never throws.
 */
export function checkModel(input: unknown, catalogues: ModelCatalogues): ModelProblem[] {
  const { document, conditions } = takeConditionsOut(input);
  const parsed = Model.safeParse(document);
  if (!parsed.success) {
    const shape = parsed.error.issues.map(({ path, message }) => ({ path: path as (string | number)[], message }));
    return [...shape, ...checkConditions(conditions, catalogues, catalogues.person)];
  }
  const model = parsed.data;
  return [
    ...checkConditions(conditions, catalogues, withSignals(model, catalogues.person)),
    ...checkKeys(model),
    ...checkSizes(model),
    ...model.dimensions.flatMap((dimension, index) => checkDimension(model, dimension, ['dimensions', index])),
    ...checkBands(model),
    ...checkGrid(model),
    ...checkRollup(model),
  ];
}

/** A model that may be saved, as `checkModel` says. Throws a `ZodError` with one issue for every problem. */
export function parseModel(input: unknown, catalogues: ModelCatalogues): Model {
  const problems = checkModel(input, catalogues);
  if (problems.length > 0) throw new z.ZodError(problems.map((problem) => ({ code: 'custom', ...problem, input })));
  return Model.parse(input);
}

type Path = (string | number)[];
type Subject = 'person' | 'touch' | 'profile' | 'decision_maker';
type Found = { path: Path; of: Subject; condition: unknown };

/** The document with every condition replaced by the empty one, and the conditions: they have a check of their own. */
function takeConditionsOut(input: unknown): { document: unknown; conditions: Found[] } {
  const conditions: Found[] = [];
  const take = (value: unknown, path: Path): unknown => {
    if (path.length > 6 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item, index) => take(item, [...path, index]));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const at = [...path, key];
        const of = conditionAt(at, value);
        if (of) conditions.push({ path: at, of, condition: item });
        return [key, of ? ALWAYS : take(item, at)];
      }),
    );
  };
  return { document: take(input, []), conditions };
}

function conditionAt(path: Path, parent: object): Subject | undefined {
  if (path.length === 1 && path[0] === 'applies_to') return 'person';
  if (path.length === 2 && path[0] === 'company' && path[1] === 'decision_maker') return 'decision_maker';
  if (path.at(-1) !== 'when') return undefined;
  if (path.length === 3 && path[0] === 'signals') return 'touch';
  if (path.length === 3 && path[0] === 'profiles') return 'profile';
  return path.length === 7 && path[4] === 'terms' && 'kind' in parent && parent.kind === 'field' ? 'person' : undefined;
}

function checkConditions(
  conditions: readonly Found[],
  catalogues: ModelCatalogues,
  withSignalsAndProfiles: Catalogue,
): ModelProblem[] {
  // A profile is put in where it is referred to, so it refers to no profile itself, nor to a signal of this one model.
  const all = {
    touch: catalogues.touch,
    profile: catalogues.person,
    person: withSignalsAndProfiles,
    // Companies are rolled up from fields alone, without looking at touches again.
    decision_maker: withoutSignals(withSignalsAndProfiles),
  };
  return conditions.flatMap(({ path, of, condition }) => placeProblems(checkCondition(condition, all[of]), path));
}

function checkKeys({ dimensions, bands }: Model): ModelProblem[] {
  const groups = dimensions.flatMap((dimension, d) =>
    dimension.groups.map(({ key }, g) => ({ key, path: ['dimensions', d, 'groups', g] })),
  );
  const terms = dimensions.flatMap((dimension, d) =>
    dimension.groups.flatMap((group, g) =>
      group.terms.map(({ key }, t) => ({ key, path: ['dimensions', d, 'groups', g, 'terms', t] })),
    ),
  );
  return [
    ...checkUnique(dimensions.map(({ key }, index) => ({ key, path: ['dimensions', index] }))),
    ...checkUnique(groups),
    ...checkUnique(terms),
    ...checkUnique(bands.map(({ key }, index) => ({ key, path: ['bands', index] }))),
  ];
}

function checkUnique(items: readonly { key: string; path: Path }[]): ModelProblem[] {
  const first = new Map(items.map(({ key }, index) => [key, index] as const).reverse());
  return items.flatMap(({ key, path }, index) =>
    first.get(key) === index
      ? []
      : [{ path: [...path, 'key'], message: `Expected a key of its own, found ${key} a second time` }],
  );
}

function checkSizes(model: Model): ModelProblem[] {
  const { groups, terms, signals, profiles } = MODEL_LIMITS;
  const sizes = [
    {
      path: ['dimensions'],
      what: 'groups',
      size: model.dimensions.flatMap((each) => each.groups).length,
      most: groups,
    },
    { path: ['dimensions'], what: 'terms switched on', size: allTerms(model).length, most: terms },
    { path: ['signals'], what: 'signals', size: Object.keys(model.signals).length, most: signals },
    { path: ['profiles'], what: 'profiles', size: Object.keys(model.profiles ?? {}).length, most: profiles },
  ];
  return sizes
    .filter(({ size, most }) => size > most)
    .map(({ path, what, size, most }) => ({ path, message: `Expected at most ${most} ${what}, found ${size}` }));
}

function checkDimension(model: Model, dimension: Dimension, path: Path): ModelProblem[] {
  return [
    ...checkLimits(dimension, path),
    ...dimension.groups.flatMap((group, g) => [
      ...checkLimits(group, [...path, 'groups', g]),
      ...group.terms.flatMap((term, t) => checkTerm(model, term, [...path, 'groups', g, 'terms', t])),
    ]),
  ];
}

function checkTerm(model: Model, term: Term, path: Path): ModelProblem[] {
  const problems = checkLimits(term, path);
  if (term.kind !== 'field' && !Object.hasOwn(model.signals, term.signal)) {
    problems.push({ path: [...path, 'signal'], message: `Expected a signal of this model, found ${term.signal}` });
  }
  if (term.kind === 'signal' && term.decay.curve === 'steps') {
    const { steps } = term.decay;
    const wrong = steps.findIndex(([days], index) => index > 0 && days <= (steps[index - 1]?.[0] ?? 0));
    if (wrong > 0) {
      const message = `Expected more days than the step before has, found ${steps[wrong]?.[0]}`;
      problems.push({ path: [...path, 'decay', 'steps', wrong, 0], message });
    }
  }
  return problems;
}

function checkLimits({ floor, ceiling }: { floor?: number; ceiling?: number }, path: Path): ModelProblem[] {
  if (floor === undefined || ceiling === undefined || floor <= ceiling) return [];
  return [{ path: [...path, 'floor'], message: `Expected a floor not above the ceiling ${ceiling}, found ${floor}` }];
}

function checkBands({ bands }: Model): ModelProblem[] {
  return bands.flatMap((band, index): ModelProblem[] => {
    const before = bands[index - 1];
    const path = ['bands', index, 'from'];
    if (!before)
      return band.from === undefined
        ? []
        : [{ path, message: `Expected no from in the lowest band, found ${band.from}` }];
    if (band.from === undefined)
      return [{ path, message: 'Expected the points from which this band begins, found nothing' }];
    if (band.from <= entersAt(before))
      return [{ path, message: `Expected more than the band before has, found ${band.from}` }];
    if (leftBelow(band) >= leftBelow(before)) return [];
    return [
      {
        path: ['bands', index, 'margin'],
        message: `Expected this band to be left no lower than the one before, found ${leftBelow(band)} below ${leftBelow(before)}`,
      },
    ];
  });
}

function withoutSignals(catalogue: Catalogue): Catalogue {
  return new Map([...catalogue].filter(([name]) => !name.startsWith('signal.')));
}

function checkRollup({ company, dimensions }: Model): ModelProblem[] {
  const engaged = company?.engaged;
  if (!engaged || dimensions.some(({ key }) => key === engaged.dimension)) return [];
  const message = `Expected a dimension of this model, found ${engaged.dimension}`;
  return [{ path: ['company', 'engaged', 'dimension'], message }];
}

function checkGrid({ grid, dimensions }: Model): ModelProblem[] {
  if (!grid) return [];
  return (['fit', 'engagement'] as const).flatMap((side): ModelProblem[] => {
    const { dimension, cuts } = grid[side];
    const problems: ModelProblem[] = [];
    if (!dimensions.some(({ key }) => key === dimension)) {
      problems.push({
        path: ['grid', side, 'dimension'],
        message: `Expected a dimension of this model, found ${dimension}`,
      });
    }
    if (cuts[0] <= cuts[1] || cuts[1] <= cuts[2]) {
      problems.push({
        path: ['grid', side, 'cuts'],
        message: `Expected three falling cut-offs, found ${cuts.join(', ')}`,
      });
    }
    return problems;
  });
}
