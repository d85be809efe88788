import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { notifyLive } from '../../../base/live.ts';
import type { Model } from '../../../model/format.ts';
import {
  type BandsCrossed,
  type Crossing,
  type Explanation,
  explainPeople,
  type ModelRescored,
  readLiveModels,
} from '../../scoring/index.ts';
import type { CrossedContent, CrossedManyContent } from './contract.ts';
import { insertNotifications, type Telling, usualSettings } from './queries.ts';

/** An owner of leads that crossed, as far as telling them needs it. */
type Owner = {
  person_id: number;
  name: string | null;
  user_id: string;
  email: string;
  mail_up: boolean;
  mail_down: boolean;
};

/** Who owns a lead `l` (`u`) and is still with us, and how they want to be told (`s`). */
const itsOwner = sql`join member m on m.workspace_id = l.workspace_id and m.user_id = l.owner_id and m.left_at is null
    join auth_user u on u.id = m.user_id
    left join notification_setting s on s.workspace_id = m.workspace_id and s.user_id = m.user_id`;

/** How many terms a notification names. */
const mostReasons = 3;

/**
 * Tells each owner of leads that crossed (SCR-14), lead by lead, with the reason. Only the primary model's crossings are told; what another
 * version of it moves is told by `tellOfRescoring` once it is through. May be repeated.
 */
export async function tellOwners(tx: Tx, fact: BandsCrossed): Promise<void> {
  if (!fact.is_primary || fact.cause === 'model') return;
  const owners = await readOwners(tx, fact);
  if (owners.length === 0) return;
  const crossings = new Map(fact.crossings.map((crossing) => [crossing.person_id, crossing]));
  const ids = owners.map((owner) => owner.person_id);
  const explained = await explainPeople(tx, fact.workspace_id, ids, fact.at);
  const tellings = owners.flatMap((owner) => {
    const crossing = crossings.get(owner.person_id);
    const explanation = explained.get(owner.person_id);
    return crossing && explanation ? [tellOne(fact, owner, crossing, explanation)] : [];
  });
  await insertNotifications(tx, fact.workspace_id, tellings);
  await notifyLive(tx, { topic: 'notification' });
}

/** Tells each owner in one sentence how many of their leads another version of the primary model moved. May be repeated. */
export async function tellOfRescoring(tx: Tx, { workspace_id, model_id, version, is_primary, since }: ModelRescored) {
  if (!is_primary) return;
  const published = (await readLiveModels(tx, workspace_id)).find((model) => model.model_id === model_id);
  const order = published?.model.bands.map((band) => band.key) ?? [];
  const { rows } = await sql<{ user_id: string; email: string; mail_up: boolean; up: number; down: number }>`
    select u.id as user_id, u.email, coalesce(s.mail_up, ${usualSettings.mail_up}) as mail_up,
      count(*) filter (where c.is_up) as up, count(*) filter (where not c.is_up) as down
    from (
      select c.person_id, coalesce(array_position(${order}::text[], c.to_band), 0) > coalesce(array_position(${order}::text[], c.from_band), 0) as is_up
      from crossing c
      where c.workspace_id = ${workspace_id} and c.model_id = ${model_id} and c.version = ${version} and c.cause = 'model'
        and c.crossed_at >= to_timestamp(${since}::float8 / 1000)
    ) as c
    join lead l on l.workspace_id = ${workspace_id} and l.person_id = c.person_id and l.closed_at is null
    ${itsOwner}
    group by u.id, u.email, s.mail_up`.execute(tx);
  const at = new Date(since).toISOString();
  const tellings = rows.map(({ user_id, email, mail_up, up, down }): Telling => {
    const content: CrossedManyContent = { up, down, version, at };
    const about = `model ${model_id} version ${version} at ${since}`;
    return { user_id, kind: 'crossed_many', person_id: null, about, content, mail_to: mail_up ? email : null };
  });
  await insertNotifications(tx, workspace_id, tellings);
  if (tellings.length > 0) await notifyLive(tx, { topic: 'notification' });
}

function placeOf({ bands }: Model, band: string | null): number {
  return bands.findIndex(({ key }) => key === band);
}

async function readOwners(tx: Tx, { workspace_id, crossings }: BandsCrossed): Promise<Owner[]> {
  const ids = crossings.map((crossing) => crossing.person_id);
  const { rows } = await sql<Owner>`
    select l.person_id, coalesce(p.fields ->> 'full_name', p.fields ->> 'email') as name, u.id as user_id, u.email,
      coalesce(s.mail_up, ${usualSettings.mail_up}) as mail_up, coalesce(s.mail_down, ${usualSettings.mail_down}) as mail_down
    from lead l
    join person p on p.workspace_id = l.workspace_id and p.person_id = l.person_id
    ${itsOwner}
    where l.workspace_id = ${workspace_id} and l.person_id = any(${ids}::bigint[]) and l.closed_at is null`.execute(tx);
  return rows;
}

function tellOne(
  { version, at }: BandsCrossed,
  owner: Owner,
  { crossing_id, person_id, from_band, to_band, total }: Crossing,
  explanation: Explanation,
): Telling {
  const isUp = placeOf(explanation.model, to_band) > placeOf(explanation.model, from_band);
  const content: CrossedContent = {
    name: owner.name ?? `#${person_id}`,
    from_band,
    to_band,
    band_name: explanation.model.bands.find((band) => band.key === to_band)?.name ?? null,
    is_up: isUp,
    total,
    version,
    at: new Date(at).toISOString(),
    reasons: reasonsOf(explanation, isUp),
  };
  const { user_id, email, mail_up, mail_down } = owner;
  const mail_to = (isUp ? mail_up : mail_down) ? email : null;
  return { user_id, kind: 'crossed', person_id, about: `crossing ${crossing_id}`, content, mail_to };
}

/** The terms that give most on the way up, and that take most on the way down. */
function reasonsOf({ model, score, adjustments }: Explanation, isUp: boolean): CrossedContent['reasons'] {
  const names = new Map(
    model.dimensions.flatMap((dimension) =>
      dimension.groups.flatMap((group) =>
        group.terms.map((term) => {
          const signal = term.kind === 'field' ? undefined : model.signals[term.signal]?.name;
          return [term.key, term.name ?? signal ?? group.name] as const;
        }),
      ),
    ),
  );
  const lines = score.dimensions.flatMap((dimension) =>
    dimension.lines.flatMap((line) => {
      if (line.kind === 'term') return [{ label: names.get(line.term) ?? line.term, points: line.points }];
      if (line.kind !== 'adjustment') return [];
      const reason = adjustments.find(({ id }) => id === line.adjustment)?.reason;
      return reason === undefined ? [] : [{ label: reason, points: line.points }];
    }),
  );
  const side = lines.filter(({ points }) => (isUp ? points > 0 : points < 0));
  return side.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, mostReasons);
}
