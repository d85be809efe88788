import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { ownerCondition } from '../../../access/index.ts';
import { AppError } from '../../../base/errors.ts';
import { checkCondition, placeProblems } from '../../../conditions/check.ts';
import { compilePrepared } from '../../../conditions/compile.ts';
import { type Condition, isGroup } from '../../../conditions/format.ts';
import { type PreparedGroup, type PreparedRule, prepareCondition } from '../../../conditions/prepare.ts';
import { withoutProfiles } from '../../../conditions/profiles.ts';
import type { LeadSelection } from '../contract.ts';
import { listBindings, tableOf } from '../list-bindings.ts';
import { me } from '../list-fields.ts';
import { compileIndexedSearch, compileSearch } from '../search-sql.ts';
import { readSearch } from '../search-terms.ts';
import { impliedByTemperature, temperatureField } from '../temperature/compile-temperature.ts';
import type { ListContext } from './list-context.ts';
import { type Narrowing, narrowByLead, narrowByPerson, narrowByStanding } from './narrowings.ts';

type Bool = RawBuilder<SqlBool>;
type Table = 'p' | 's' | 'l';

/** One part of a filter that must hold, and what it reads: the tables by their aliases, the fields by name. */
export type Part = { where: Bool; tables: ReadonlySet<Table>; fields: readonly string[] };

/** A selection ready to be asked: the parts that must all hold, and how few people could be found by index instead. */
export type PeopleFilter = { kind: LeadSelection['kind']; parts: Part[]; narrowings: Narrowing[] };

/**
 * Reads a selection for who asks. Throws `condition_invalid` when the filter names what is not there.
 */
export function readFilter(context: ListContext, { kind, filter, search }: LeadSelection): PeopleFilter {
  const members = filter ? splitFilter(context, filter) : [];
  const terms = readSearch(search ?? '');
  const parts = members.map((member) => partOf(context, member));
  parts.push(...members.flatMap((member) => impliedParts(context, member)));
  if (terms.length > 0) {
    parts.push({ where: compileSearch(terms, sql.ref('p.search')), tables: new Set(['p']), fields: [] });
  }
  const isRestricted = context.seen.kind !== 'all';
  if (isRestricted) parts.push(seenPart(context));
  const ofPerson = parts.filter((part) => readsOnly(part, 'p')).map((part) => part.where);
  const ofStanding = parts.filter((part) => readsOnly(part, 's')).map((part) => part.where);
  const narrowings = [
    ...narrowByStanding(context, kind, members, ofStanding),
    ...(kind === 'lead' ? narrowByLead(context, members) : []),
    ...narrowByPerson(context, members, compileIndexedSearch(terms), ofPerson),
  ];
  return { kind, parts, narrowings };
}

/** Whether a part can be asked of one table alone. */
export function readsOnly(part: Part, table: Table | undefined): boolean {
  return table !== undefined && part.tables.size === 1 && part.tables.has(table);
}

/** All parts in one, for a query that has all three tables. */
export function joinParts(parts: readonly Part[]): Bool {
  return parts.length === 0
    ? sql`true`
    : sql`${sql.join(
        parts.map((part) => part.where),
        sql` and `,
      )}`;
}

/** The condition that who asks may see the person whose standing is `s`. */
function seenPart({ seen }: ListContext): Part {
  return { where: ownerCondition(seen, sql.ref('s.owner_id')), tables: new Set(['s']), fields: [] };
}

/** The members of a condition that must all hold, with groups that only say "and" taken apart. */
function splitFilter(
  { catalogue, timeZone, userId, vocabulary }: ListContext,
  filter: Condition,
): (PreparedGroup | PreparedRule)[] {
  const problems = checkCondition(filter, catalogue);
  if (problems.length > 0) {
    const errors = placeProblems(problems, ['filter']);
    throw new AppError('condition_invalid', `The filter cannot be understood: ${errors[0]?.message}`, { errors });
  }
  const own = withoutProfiles(nameViewer(filter, userId), vocabulary.profiles);
  return splitGroup(prepareCondition(own, catalogue, timeZone).root);
}

/** The condition with the viewer's own id for `@me`. A key is nobody, and owns nothing. */
function nameViewer(group: Condition, userId: string | null): Condition {
  const name = (value: unknown): unknown => (value === me ? (userId ?? '@nobody') : value);
  const rules = group.rules.map((node) => {
    if (isGroup(node)) return nameViewer(node, userId);
    if (node.field !== 'lead.owner') return node;
    return { ...node, value: Array.isArray(node.value) ? node.value.map(name) : name(node.value) };
  });
  return { ...group, rules };
}

function splitGroup(group: PreparedGroup): (PreparedGroup | PreparedRule)[] {
  const isAnd = group.all || group.members.length === 1;
  if (group.not || !isAnd) return [group];
  return group.members.flatMap((member) => ('members' in member ? splitGroup(member) : [member]));
}

function partOf(context: ListContext, member: PreparedGroup | PreparedRule): Part {
  const fields = listFieldsOf(member);
  const root = { all: true, not: false, members: [member] };
  return {
    where: compilePrepared({ root, timeZone: context.timeZone }, listBindings(context), context.now),
    tables: new Set(fields.map(tableOf)),
    fields,
  };
}

/** What follows from a rule on the temperature, for the index on score and band. */
function impliedParts(
  { workspaceId, cooling, isSaidByHand: isSaid, now }: ListContext,
  member: PreparedGroup | PreparedRule,
): Part[] {
  if ('members' in member || member.field.name !== temperatureField || member.negated) return [];
  if (member.comparison?.kind !== 'text' || member.comparison.how !== 'equals') return [];
  const where = impliedByTemperature(workspaceId, cooling, member.comparison.texts, { isSaid, now });
  return [{ where, tables: new Set(['s']), fields: ['score.band'] }];
}

function listFieldsOf(member: PreparedGroup | PreparedRule): string[] {
  return 'members' in member ? member.members.flatMap(listFieldsOf) : [member.field.name];
}
