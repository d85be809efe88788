import { isDeepStrictEqual } from 'node:util';
import { fold } from '../../../conditions/fold.ts';
import { type Condition, isGroup, type Rule } from '../../../conditions/format.ts';
import { listRules } from '../../../conditions/walk.ts';
import { putTerms } from '../../../model/add-terms.ts';
import type { Dimension, Model, Term } from '../../../model/format.ts';
import type { ProposedRule } from './contract.ts';
import type { BareRule } from './propose.ts';

/** Where what a rule asks for may stand: what somebody said of themselves, or what is known of their company. */
const FIELDS = {
  industry: ['person.industry', 'company.industry'],
  title: ['person.title'],
  size: ['person.employees', 'company.employees'],
  country: ['person.country', 'company.country'],
} as const;

/** How a signal just before a purchase counts: it fades, and one a week is enough. */
const FADING = { decay: { curve: 'half_life', days: 30 }, at_most: { n: 1, per: 'week' } } as const;

/** The term of a model that a proposed rule is, with these points. */
export function termOf(rule: BareRule, points: number): Term {
  if (rule.kind === 'signal') return { key: rule.key, kind: 'signal', signal: rule.value, points, ...FADING };
  return { key: rule.key, kind: 'field', points, when: whenOf(rule) };
}

/** Whether a rule can be taken where these models are: a signal that none of them knows any more counts nothing. */
export function canTake(rule: BareRule, models: readonly Pick<Model, 'signals'>[]): boolean {
  return rule.kind !== 'signal' || models.some(({ signals }) => Object.hasOwn(signals, rule.value));
}

/** What a model says already of what a rule is about. */
export function findExisting(model: Model, rule: BareRule): ProposedRule['existing'] {
  return model.dimensions
    .flatMap(({ groups }) => groups.flatMap(({ terms }) => terms))
    .filter((term) => term.key === rule.key || speaksOf(term, rule))
    .map((term) => ({
      key: term.key,
      name: term.name ?? null,
      points: term.points,
      taken: term.key === rule.key && asksTheSame(term, rule),
    }));
}

/**
 * The model with these terms: one that it has already gets the points and what is asked for now, and keeps its name and limits; every other
 * comes into a group of its own in the dimension that fits. `signals` are those that a term may bring along.
 */
export function takeTerms(model: Model, terms: readonly Term[], groupName: string, signals: Model['signals']): Model {
  return terms.reduce((before, term) => takeTerm(before, term, groupName, signals), model);
}

function takeTerm(model: Model, term: Term, groupName: string, signals: Model['signals']): Model {
  const own = model.dimensions.flatMap(({ groups }) => groups.flatMap((group) => group.terms));
  if (own.some(({ key }) => key === term.key)) {
    return mapTerms(model, (each) => (each.key === term.key ? takeAgain(each, term) : each));
  }
  const dimension = dimensionFor(model, term);
  const key = `interviews_${dimension}`.slice(0, 63);
  const withTerm = putTerms(model, dimension, (group) => group.key === key, { key, name: groupName }, [term]);
  return { ...withTerm, signals: withSignal(model.signals, term, signals) };
}

function takeAgain(own: Term, { points, ...term }: Term): Term {
  return own.kind === 'field' && term.kind === 'field' ? { ...own, points, when: term.when } : { ...own, points };
}

function whenOf({ kind, value, from, to }: BareRule): Condition {
  const rule = (field: string): Rule => {
    if (kind === 'industry' || kind === 'title') return { field, operator: 'contains', value };
    if (kind === 'country') return { field, operator: '=', value };
    if (from !== null && to !== null) return { field, operator: 'between', value: [from, to] };
    return from === null ? { field, operator: '<=', value: to } : { field, operator: '>=', value: from };
  };
  return { combinator: 'or', rules: FIELDS[kind as keyof typeof FIELDS].map(rule) };
}

/** Whether a term asks for what the rule does: the size is always one rule, whatever sizes were named since it was taken. */
function asksTheSame(term: Term, rule: BareRule): boolean {
  if (rule.kind === 'signal' || term.kind !== 'field') return speaksOf(term, rule);
  const [own, wanted] = [term.when, whenOf(rule)];
  return (
    own.combinator === wanted.combinator &&
    !own.not &&
    isDeepStrictEqual(own.rules.map(compared), wanted.rules.map(compared))
  );
}

/** A rule as two of them are compared: whoever names it first, names it as they write. */
function compared(node: Condition['rules'][number]) {
  if (isGroup(node)) return node;
  const { field, operator, value } = node;
  return [field, operator, typeof value === 'string' ? fold(value) : value];
}

/** Whether a term is about the same signal, the same field and text, or any size. */
function speaksOf(term: Term, rule: BareRule): boolean {
  if (rule.kind === 'signal') return term.kind !== 'field' && term.signal === rule.value;
  if (term.kind !== 'field') return false;
  const fields: readonly string[] = FIELDS[rule.kind];
  const wanted = fold(rule.value);
  return [...listRules(term.when)].some(({ field, value }) => {
    if (!fields.includes(field)) return false;
    if (rule.kind === 'size') return true;
    return [value].flat().some((each) => {
      const text = typeof each === 'string' ? fold(each) : '';
      return text !== '' && (wanted.includes(text) || text.includes(wanted));
    });
  });
}

/** Who somebody is counts as fit, what they do as engagement: by the grid where there is one, else by the dimension's key or place. */
function dimensionFor({ grid, dimensions }: Model, { kind }: Term): string {
  const [wanted, usual] = kind === 'field' ? [grid?.fit.dimension, 'fit'] : [grid?.engagement.dimension, 'engagement'];
  const found = dimensions.find(({ key }) => key === (wanted ?? usual));
  const fallback = kind === 'field' ? dimensions[0] : dimensions.at(-1);
  return (found ?? (fallback as Dimension)).key;
}

function withSignal(own: Model['signals'], term: Term, signals: Model['signals']): Model['signals'] {
  if (term.kind === 'field' || Object.hasOwn(own, term.signal)) return own;
  const signal = signals[term.signal];
  return signal ? { ...own, [term.signal]: signal } : own;
}

function mapTerms(model: Model, change: (term: Term) => Term): Model {
  const dimensions = model.dimensions.map((dimension) => ({
    ...dimension,
    groups: dimension.groups.map((group) => ({ ...group, terms: group.terms.map(change) })),
  }));
  return { ...model, dimensions };
}
