import type { Group, Groups } from './contract.ts';
import type { Cuts } from './numbers.ts';
import { cramersV, fisherExact, medianOf } from './statistics.ts';
import { whenTrait } from './trait-condition.ts';
import type { TraitField } from './trait-fields.ts';
import { judgeAll } from './traits.ts';

/** One customer as groups are made from: by field the values they have (as compared), and their numbers. */
export type Member = { values: ReadonlyMap<string, readonly string[]>; numbers: ReadonlyMap<string, number> };

/** The customers, how each value is written, and where numbers are cut. */
export type Members = {
  members: readonly Member[];
  fields: readonly TraitField[];
  shown: ReadonlyMap<string, string>;
  cuts: Cuts;
};

const mostGroups = 8;
/** A group has at least so many customers, and this share of them. */
const fewestInGroup = 5;
const leastShare = 0.03;
const mostTraits = 6;
/** Two fields of which one nearly follows from the other (a city and its country) are one: that tells nothing new. */
const sayingTheSame = 0.8;

/** The key of a value in `Members.shown`. */
export function shownKey(field: string, value: string): string {
  return `${field}\n${value}`;
}

/**
 * Divides customers by a field, or by the one that tells most of all the others; each group with what it has more often than the other
 * customers. A `wished` field that divides nobody gives no group.
 */
export function divideCustomers(all: Members, wished: string | undefined): Groups {
  const told = all.fields.filter(({ how }) => how === 'values' || how === 'ranges' || how === 'words');
  const partsOf = new Map(told.map(({ name }) => [name, listParts(all.members, name)]));
  const candidates = told.filter(({ name, how }) => how !== 'words' && (partsOf.get(name)?.length ?? 0) >= 2);
  const fields = candidates
    .map(({ name: field }) => ({ field, tells: tellsOthers(all, field, partsOf) }))
    .sort((a, b) => b.tells - a.tells);
  const best = fields[0] && fields[0].tells > 0 ? fields[0].field : undefined;
  const chosen = candidates.find(({ name }) => name === (wished ?? best));
  const parts = chosen ? (partsOf.get(chosen.name) ?? []) : [];
  const groups = chosen ? describeGroups(all, chosen, parts) : [];
  return {
    read: all.members.length,
    field: chosen?.name ?? null,
    proposed: wished === undefined,
    fields,
    groups,
    rest: all.members.length - groups.reduce((sum, group) => sum + group.count, 0),
  };
}

/** The values of a field that are common enough to make a group, the largest first. */
function listParts(members: readonly Member[], field: string): string[] {
  const counts = new Map<string, number>();
  for (const { values } of members)
    for (const value of values.get(field) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  const least = Math.max(fewestInGroup, leastShare * members.length);
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([a, more], [b, most]) => most - more || (a < b ? -1 : 1))
    .slice(0, mostGroups)
    .map(([value]) => value);
}

/**
 * How much knowing a customer's part tells of everything else that is known of them: mean Cramér's V over the other fields, as far as both are
 * known; of a field that is told by its words, the mean over its commonest words.
 */
function tellsOthers({ members, fields }: Members, field: string, partsOf: ReadonlyMap<string, string[]>): number {
  const own = partsOf.get(field) ?? [];
  const inOwn = new Map(own.map((value, place) => [value, place]));
  /** Mean V where `columnOf` says in which of so many columns somebody stands; -1: in none. */
  const associate = (columns: number, columnOf: (values: readonly string[]) => number, other: string) => {
    const table = own.map(() => new Array<number>(columns).fill(0));
    let both = 0;
    for (const { values } of members) {
      const theirs = values.get(other);
      const counts = table[inOwn.get(values.get(field)?.[0] ?? '') ?? -1];
      const column = theirs === undefined ? -1 : columnOf(theirs);
      if (counts === undefined || column === -1) continue;
      counts[column] = (counts[column] as number) + 1;
      both++;
    }
    const tells = cramersV(table);
    return tells >= sayingTheSame ? 0 : tells * (both / members.length);
  };
  const others = fields.filter(({ name }) => name !== field && (partsOf.get(name)?.length ?? 0) >= 2);
  const told = others.map(({ name, how }) => {
    const parts = partsOf.get(name) as string[];
    if (how !== 'words') return associate(parts.length, (values) => parts.indexOf(values[0] ?? ''), name);
    return meanOf(parts.map((word) => associate(2, (values) => Number(values.includes(word)), name)));
  });
  return meanOf(told);
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

type Compared = { part: number; field: string; value: string; share: number; elsewhere: number; p: number };

function describeGroups({ members, fields, shown, cuts }: Members, by: TraitField, parts: readonly string[]): Group[] {
  const partOf = (member: Member) => parts.indexOf(member.values.get(by.name)?.[0] ?? '');
  const inside = parts.map((_, part) => members.filter((member) => partOf(member) === part));
  const others = fields.filter(({ name }) => name !== by.name);
  const compared = others.flatMap(({ name, how }) => {
    const known = members.filter(({ values }) => how === 'ticked' || values.has(name));
    const all = countValues(known, name);
    return inside.flatMap((group, part): Compared[] => {
      const own = group.filter(({ values }) => how === 'ticked' || values.has(name));
      const rest = known.length - own.length;
      if (own.length === 0 || rest === 0) return [];
      return [...countValues(own, name)].map(([value, count]) => {
        const elsewhere = (all.get(value) as number) - count;
        const p = fisherExact({ count, of: own.length }, { count: elsewhere, of: rest });
        return { part, field: name, value, share: count / own.length, elsewhere: elsewhere / rest, p };
      });
    });
  });
  const judged = judgeAll(compared);
  const write = (field: TraitField, value: string) =>
    whenTrait(field, { value, shown: shown.get(shownKey(field.name, value)) ?? value }, cuts.get(field.name));
  return parts.map((value, part): Group => {
    const group = inside[part] as Member[];
    return {
      when: write(by, value),
      count: group.length,
      share: group.length / members.length,
      traits: judged
        .filter((each) => each.part === part && each.stands && each.share > each.elsewhere)
        .sort((a, b) => a.p - b.p || b.share - a.share)
        .slice(0, mostTraits)
        .map(({ field, value: own, share, elsewhere, q }) => ({
          field,
          when: write(fields.find(({ name }) => name === field) as TraitField, own),
          share,
          elsewhere,
          q,
        })),
      typical: typicalNumbers(group),
    };
  });
}

function countValues(members: readonly Member[], field: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { values } of members)
    for (const value of values.get(field) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function typicalNumbers(members: readonly Member[]): Group['typical'] {
  const found = new Map<string, number[]>();
  for (const { numbers } of members) for (const [field, number] of numbers) found.getOrInsert(field, []).push(number);
  return [...found].flatMap(([field, numbers]) => {
    const median = medianOf(numbers);
    return median === null || numbers.length < fewestInGroup ? [] : [{ field, median, of: numbers.length }];
  });
}
