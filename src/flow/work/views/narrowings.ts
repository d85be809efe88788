import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Comparison } from '../../../conditions/comparison.ts';
import { compilePrepared } from '../../../conditions/compile.ts';
import type { PreparedGroup, PreparedRule } from '../../../conditions/prepare.ts';
import type { LeadKind } from '../contract.ts';
import { listBindings, tableOf } from '../list-bindings.ts';
import { escapeLike } from '../search-sql.ts';
import type { ListContext } from './list-context.ts';

type Bool = RawBuilder<SqlBool>;
type Member = PreparedGroup | PreparedRule;

/**
 * A way to find by index everybody whom a filter can hold for, and perhaps a few more: a query that yields `person_id`.
 * Worth it when they are few, which only asking tells. `tested`: the table whose own parts of the filter it has tested.
 * `isEstimable`: how many they are, the planner knows roughly.
 */
export type Narrowing = { people: RawBuilder<{ person_id: number }>; tested?: 'p' | 's'; isEstimable: boolean };

/** By an index on `standing`: the filter bounds the score or the time of a touch. */
export function narrowByStanding(
  context: ListContext,
  kind: LeadKind,
  members: readonly Member[],
  ofStanding: readonly Bool[],
): Narrowing[] {
  const ranged = ['score.total', 'last_touch_at'];
  if (!members.some((member) => isRule(member) && ranged.includes(member.field.name) && isBounded(member))) return [];
  return [
    {
      tested: 's',
      isEstimable: true,
      people: sql`select s.person_id from standing s where ${standingScope(context, kind)} and ${allOf(ofStanding)}`,
    },
  ];
}

/** By an index on `lead`: the filter, or what the viewer may see, names an owner, a source, a stage or when it began. */
export function narrowByLead(context: ListContext, members: readonly Member[]): Narrowing[] {
  const { workspaceId, seen } = context;
  const bindings = listBindings(context, { ownerFrom: 'l' });
  const ofLead = members
    .filter(isRule)
    .filter(({ field: { name }, negated }) => !negated && (tableOf(name) === 'l' || name === 'lead.owner'))
    .filter((rule) => rule.field.name !== 'lead.subject' && isIndexed(rule));
  const tests = ofLead.map((rule): Bool => {
    if (rule.field.name === 'lead.source') return sql`l.source_id = any(${sourceIds(context, rule)}::int[])`;
    const root = { all: true, not: false, members: [rule] };
    return compilePrepared({ root, timeZone: context.timeZone }, bindings, context.now);
  });
  if (seen.kind !== 'all') {
    const owned = sql<SqlBool>`l.owner_id = any(${[...seen.user_ids]}::text[])`;
    tests.push(seen.unowned ? sql`(l.owner_id is null or ${owned})` : owned);
  }
  if (tests.length === 0) return [];
  return [
    {
      isEstimable: true,
      people: sql`
        select l.person_id from lead l
        where l.workspace_id = ${workspaceId} and l.pipeline = 'main' and l.closed_at is null and ${allOf(tests)}`,
    },
  ];
}

/**
 * By an index on `person`: the filter asks for a value, or for letters that stand in the searched text. The other parts
 * that read only the person come along, so that fewer remain.
 */
export function narrowByPerson(
  context: ListContext,
  members: readonly Member[],
  search: Bool | undefined,
  ofPerson: readonly Bool[],
): Narrowing[] {
  const implied = members.filter(isRule).flatMap(impliedSearch);
  const exact = members.some((member) => isRule(member) && isContained(member));
  if (!search && implied.length === 0 && !exact) return [];
  return [
    {
      tested: 'p',
      isEstimable: false,
      people: sql`
        select p.person_id from person p
        where p.workspace_id = ${context.workspaceId} and ${allOf([...ofPerson, ...implied, ...(search ? [search] : [])])}`,
    },
  ];
}

/** Rows of `standing s` of that kind under the primary model; each kind has indexes of its own. */
export function standingScope({ workspaceId, modelId }: ListContext, kind: LeadKind): Bool {
  const scope = sql<SqlBool>`s.workspace_id = ${workspaceId} and s.model_id = ${modelId}`;
  if (kind === 'all') return scope;
  return kind === 'lead' ? sql`${scope} and s.open_lead_id is not null` : sql`${scope} and s.open_lead_id is null`;
}

function isRule(member: Member): member is PreparedRule {
  return !('members' in member);
}

function allOf(tests: readonly Bool[]): Bool {
  return tests.length === 0 ? sql`true` : sql`${sql.join(tests, sql` and `)}`;
}

function isBounded({ negated, comparison }: PreparedRule): boolean {
  if (negated || !comparison) return false;
  return comparison.kind === 'instants' || comparison.kind === 'age' || comparison.kind === 'number';
}

function isIndexed(rule: PreparedRule): boolean {
  const { comparison } = rule;
  if (rule.field.name === 'lead.opened_at') return isBounded(rule);
  return comparison?.kind === 'text' && comparison.how === 'equals';
}

function sourceIds({ sourceKeys }: ListContext, { comparison }: PreparedRule): number[] {
  const keys = (comparison as Comparison & { kind: 'text' }).texts;
  return [...sourceKeys].filter(([, key]) => keys.includes(key)).map(([id]) => id);
}

/** Whether the GIN index on `person.folded` answers the rule: some texts, of which the field has one. */
function isContained({ field, negated, comparison }: PreparedRule): boolean {
  if (negated || !field.name.startsWith('person.') || field.name === 'person.first_source') return false;
  if (comparison?.kind === 'boolean') return true;
  return comparison?.kind === 'text' && comparison.how === 'equals' && comparison.texts.length <= 10;
}

/** Fields whose folded text stands in `person.search`, so that what they contain, it contains. */
const searched = ['person.full_name', 'person.email', 'person.phone', 'person.title', 'company.name', 'company.domain'];

function impliedSearch({ field, negated, comparison }: PreparedRule): Bool[] {
  if (negated || comparison?.kind !== 'text' || !searched.includes(field.name)) return [];
  if (comparison.how === 'equals' && field.name.startsWith('person.')) return [];
  const tests = comparison.texts.map((text) => standsInSearch(text, comparison.how === 'word'));
  if (tests.length > 10 || tests.some((test) => test === undefined)) return [];
  return [sql`(${sql.join(tests as Bool[], sql` or `)})`];
}

/** Undefined where the text has no three letters together, by which the index could find it. */
function standsInSearch(text: string, isWord: boolean): Bool | undefined {
  const runs = text.match(/[\p{L}\p{N}]{3,}/gu);
  if (!runs) return undefined;
  // What separates words is not the same in a field as in a phrase.
  const pieces = isWord ? runs : [text];
  return allOf(pieces.map((piece) => sql`p.search like ${`%${escapeLike(piece)}%`}`));
}
