import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { compileCondition } from '../../conditions/compile.ts';
import { withoutProfiles } from '../../conditions/profiles.ts';
import { type Model, USUAL_ROLLUP } from '../../model/format.ts';
import { loadContext } from '../identity/index.ts';
import { personBinding, termCatalogue } from './catalogue.ts';
import { type LiveModel, readLiveModels } from './live-model.ts';

/** Where a company stands by its people, under the primary model. */
export type CompanyStanding = {
  take: NonNullable<Model['company']>['take'];
  /** What that makes of the people's totals, rounded half away from zero. */
  points: number;
  people: number;
  /** How many of them have at least the points that count as engaged. */
  engaged: number;
  /** Of those whom a decision needs: how many there are, and how many are engaged. Null where the model does not say who they are. */
  decision_makers: number | null;
  decision_makers_engaged: number | null;
};

/** A company's standing at `now` (epoch ms), out of the standings of its people in one small query. Null before a model is live. */
export async function readCompanyStanding(
  tx: Tx,
  workspaceId: number,
  companyId: number,
  now: number,
): Promise<CompanyStanding | null> {
  const live = (await readLiveModels(tx, workspaceId)).find((published) => published.is_primary);
  if (!live) return null;
  const rollup = live.model.company ?? USUAL_ROLLUP;
  const decides = await decidesSql(tx, workspaceId, live.model, now);
  const { rows } = await sql<Omit<CompanyStanding, 'take'>>`
    select coalesce(${pointsSql(rollup.take)}, 0)::int as points, count(*) as people, count(*) filter (where c.engaged) as engaged,
      ${decides ? sql`count(*) filter (where c.decides)` : sql`null`} as decision_makers,
      ${decides ? sql`count(*) filter (where c.decides and c.engaged)` : sql`null`} as decision_makers_engaged
    from (
      select s.total, ${engagedSql(live)} as engaged, ${decides ?? sql`null`} as decides
      from (
        select p.workspace_id, p.person_id, p.fields, p.folded, p.company, p.company_folded, src.key as first_source_key
        from person p
        left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
        where p.workspace_id = ${workspaceId} and p.company_id = ${companyId} and p.merged_into is null
      ) as p
      join standing s on s.workspace_id = p.workspace_id and s.person_id = p.person_id and s.model_id = ${live.model_id}
    ) as c`.execute(tx);
  return { take: rollup.take, ...(rows[0] as Omit<CompanyStanding, 'take'>) };
}

function pointsSql(take: CompanyStanding['take']): RawBuilder<unknown> {
  if (take === 'sum') return sql`sum(c.total)`;
  return take === 'best' ? sql`max(c.total)` : sql`round(avg(c.total))`;
}

function engagedSql({ model }: LiveModel): RawBuilder<SqlBool> {
  const engaged = model.company?.engaged;
  if (!engaged) return sql<SqlBool>`s.band <> ${model.bands[0]?.key ?? ''}::text`;
  const place = model.dimensions.findIndex((dimension) => dimension.key === engaged.dimension) + 1;
  return sql<SqlBool>`s.dimension_points[${sql.lit(place)}] >= ${engaged.from}::float8`;
}

async function decidesSql(tx: Tx, workspaceId: number, model: Model, now: number) {
  const when = model.company?.decision_maker;
  if (!when) return undefined;
  const context = await loadContext(tx, workspaceId);
  const condition = withoutProfiles(when, model.profiles);
  return compileCondition(condition, termCatalogue(context), personBinding, now, context.time_zone);
}
