import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { givenRows } from '../../../base/rows.ts';
import type { Arrival, Outcome } from '../arrival.ts';

/** Every time zone's offset is a multiple of it, so touches of one quarter of an hour are of one day everywhere. */
const quarterMs = 900_000;
const mostLatest = 5;

type Tally = {
  source_id: number;
  quarter: number;
  touches: number;
  people: number;
  leads: number;
  last: number;
  latest: { type: string; event: string | null; url: string | null; received_at: string }[];
};

/** Counts a batch that was just kept, per source and workspace day of arrival; repeated touches count nothing. */
export async function countDays(tx: Tx, workspaceId: number, arrivals: Arrival[], outcomes: Outcome[]): Promise<void> {
  const tallies = new Map<string, Tally>();
  for (let i = arrivals.length - 1; i >= 0; i--) {
    const [arrival, outcome] = [arrivals[i], outcomes[i]];
    if (arrival && outcome && !outcome.repeated) tally(tallies, arrival, outcome);
  }
  if (tallies.size === 0) return;
  await sql`
    insert into source_day as d (workspace_id, source_id, day, touches, people, leads, last_received_at, latest)
    select ${workspaceId}::int, g.source_id, (to_timestamp(g.quarter * 900) at time zone w.time_zone)::date,
      sum(g.touches), sum(g.people), sum(g.leads), to_timestamp(max(g.last) / 1000.0),
      (array_agg(g.latest order by g.last desc))[1]
    from ${givenRows([...tallies.values()], {
      source_id: 'int',
      quarter: 'bigint',
      touches: 'bigint',
      people: 'bigint',
      leads: 'bigint',
      last: 'bigint',
      latest: 'jsonb',
    })} as g
    join workspace w on w.workspace_id = ${workspaceId}
    group by 1, 2, 3
    on conflict (workspace_id, source_id, day) do update set
      touches = d.touches + excluded.touches,
      people = d.people + excluded.people,
      leads = d.leads + excluded.leads,
      last_received_at = greatest(d.last_received_at, excluded.last_received_at),
      latest = jsonb_path_query_array(excluded.latest || d.latest, '$[0 to 4]')`.execute(tx);
}

function tally(tallies: Map<string, Tally>, arrival: Arrival, outcome: Outcome): void {
  const quarter = Math.floor(arrival.received_at / quarterMs);
  const key = `${arrival.source_id} ${quarter}`;
  let own = tallies.get(key);
  if (!own) {
    own = { source_id: arrival.source_id, quarter, touches: 0, people: 0, leads: 0, last: 0, latest: [] };
    tallies.set(key, own);
  }
  own.touches++;
  if (outcome.person_created) own.people++;
  if (outcome.lead_opened) own.leads++;
  own.last = Math.max(own.last, arrival.received_at);
  if (own.latest.length === mostLatest) return;
  const { url } = arrival.properties;
  const received_at = new Date(arrival.received_at).toISOString();
  own.latest.push({ type: arrival.type, event: arrival.event, url: typeof url === 'string' ? url : null, received_at });
}
