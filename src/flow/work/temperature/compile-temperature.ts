import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type CoolingRule, coolingSteps } from './temperature-at.ts';

/** The field of lists that says how warm somebody is. */
export const temperatureField = 'lead.temperature';

const day = 86_400_000;

/** `temperatureAt` in SQL (text): of the person whose standing is `s`, at `now` (epoch ms). */
export function compileTemperature(workspaceId: number, rule: CoolingRule, now: number): RawBuilder<string> {
  return sql<string>`coalesce((
    select t.band from temperature t
    where t.workspace_id = ${workspaceId} and t.person_id = s.person_id and ${holdsAt(now)}
      and t.band = any(${[...rule.bands]}::text[])
    order by t.temperature_id desc limit 1), ${compileCooled(rule, now)})`;
}

/**
 * What follows from being of one of these temperatures, and is cheaper to ask: the points give one of the bands that can cool to it,
 * or it is said by hand, where anything is (`isSaid`). An index that has the band answers the first by itself.
 */
export function impliedByTemperature(
  workspaceId: number,
  rule: CoolingRule,
  wanted: readonly string[],
  { isSaid, now }: { isSaid: boolean; now: number },
): RawBuilder<SqlBool> {
  const bands = coolingSteps(rule)
    .filter(({ band, steps }) => wanted.includes(band) || steps.some((step) => wanted.includes(step.to)))
    .map(({ band }) => band);
  const ofPoints = sql<SqlBool>`s.band = any(${[...new Set([...bands, ...wanted])]}::text[])`;
  if (!isSaid) return ofPoints;
  return sql`(${ofPoints} or s.person_id in (
    select t.person_id from temperature t
    where t.workspace_id = ${workspaceId} and t.band = any(${[...wanted]}::text[]) and ${holdingAt(now)}))`;
}

/** Whether what was said by hand (`t`) holds at an instant (epoch ms). */
export function holdsAt(now: number): RawBuilder<SqlBool> {
  return sql`t.starts_at <= ${new Date(now)} and (t.ends_at is null or t.ends_at > ${new Date(now)})`;
}

/**
 * `holdsAt` where nobody is named: an index leads past all that has ended to what holds. Where somebody is, what is said of them is the
 * shorter way, and the planner is not to choose.
 */
export function holdingAt(now: number): RawBuilder<SqlBool> {
  return sql`t.starts_at <= ${new Date(now)} and t.holds_until > ${new Date(now)}`;
}

/** The band that the points give, cooled by silence. */
function compileCooled(rule: CoolingRule, now: number): RawBuilder<string> {
  const cases = coolingSteps(rule).flatMap(({ band, steps }) =>
    steps.map(
      ({ after, to }) =>
        sql`when s.band = ${band}::text and s.last_touch_at <= ${new Date(now - after * day)} then ${to}::text`,
    ),
  );
  return cases.length === 0 ? sql<string>`s.band` : sql<string>`case ${sql.join(cases, sql` `)} else s.band end`;
}
