import { z } from 'zod';

/**
 * Every operator of the language, by react-querybuilder's own name where it has one.
 * A positive operator is false when the stored value is missing; a negated one is by definition its opposite.
 */
export const OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'notBetween',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'containsWord',
  'doesNotContainWord',
  'beginsWith',
  'doesNotBeginWith',
  'endsWith',
  'doesNotEndWith',
  'matchesPath',
  'doesNotMatchPath',
  'on',
  'notOn',
  'before',
  'after',
  'inLast',
  'notInLast',
  'olderThan',
  'includesAny',
  'includesAll',
  'includesNone',
  'null',
  'notNull',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** The negated operators and the positive one that each is the exact opposite of. `null` is the opposite of "is known". */
export const NEGATIONS = {
  '!=': '=',
  notBetween: 'between',
  notIn: 'in',
  doesNotContain: 'contains',
  doesNotContainWord: 'containsWord',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  doesNotMatchPath: 'matchesPath',
  notOn: 'on',
  notInLast: 'inLast',
  includesNone: 'includesAny',
  null: 'notNull',
} as const satisfies Partial<Record<Operator, Operator>>;

/** How large a condition may be: groups inside groups, rules in the whole tree, items of one list, characters of one text. */
export const LIMITS = { depth: 8, rules: 500, items: 1000, text: 1000 } as const;

/** The units of `inLast`, `notInLast` and `olderThan`, in milliseconds: elapsed time, a day being 24 hours. */
export const UNIT_MS = { hours: 3_600_000, days: 86_400_000 } as const;

/** The value of `inLast`, `notInLast` and `olderThan`. A `date` field takes days only. */
export const Span = z.strictObject({
  amount: z.int().min(1).max(36_500),
  unit: z.enum(['hours', 'days']),
});
export type Span = z.infer<typeof Span>;

/**
 * The value of a rule on a `count` field: how many touches match the signal, of all time or, with `within_days`,
 * at `now - within_days < occurred_at <= now`.
 */
export const CountValue = z.strictObject({
  count: z.int().min(0).max(1_000_000),
  within_days: z.number().positive().max(36_500).optional(),
});
export type CountValue = z.infer<typeof CountValue>;

/**
 * One comparison. `value` by operator:
 * `= !=` the field's own kind (text, number, boolean); `< <= > >=` a number; `between notBetween` two, both included;
 * `in notIn includes…` a list; `contains… beginsWith… endsWith… matchesPath…` a text, or a list of which any may match;
 * `on notOn` a day `YYYY-MM-DD`; `before after` and `between` on an instant a day or an ISO instant;
 * `inLast notInLast olderThan` a `Span`; any on a `count` field a `CountValue`; `null notNull` none.
 * Ids and other marks that the editor leaves on a rule are dropped; a muted rule or one compared with another field is refused.
 */
export const Rule = z.object({
  field: z.string().min(1).max(200),
  operator: z.enum(OPERATORS),
  value: z.unknown().optional(),
  valueSource: z.literal('value').optional(),
  muted: z.literal(false).optional(),
});
export type Rule = z.infer<typeof Rule>;

/**
 * A condition: a group of rules and groups. An `and` of nothing holds for everybody, an `or` of nothing for nobody; `not` turns
 * the whole group round. It is the tree that react-querybuilder edits, with lists kept as arrays (its `listsAsArrays`).
 * The shape alone; `parseCondition` in check.ts also checks fields, operators and values against a catalogue.
 */
export const Condition = z.object({
  combinator: z.enum(['and', 'or']),
  not: z.boolean().optional(),
  muted: z.literal(false).optional(),
  get rules(): z.ZodArray<z.ZodUnion<readonly [typeof Condition, typeof Rule]>> {
    return z.array(z.union([Condition, Rule])).max(LIMITS.rules);
  },
});
export type Condition = z.infer<typeof Condition>;

/** The condition that holds for everybody: what an empty editor shows. */
export const ALWAYS: Condition = { combinator: 'and', rules: [] };

/** Whether a member of `rules` is a group of its own. */
export function isGroup(node: Condition | Rule): node is Condition {
  return 'rules' in node;
}
