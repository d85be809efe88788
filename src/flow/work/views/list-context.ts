import { sql } from 'kysely';
import { type Actor, getVisibility, type Visibility } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import type { Catalogue } from '../../../conditions/catalogue.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { loadContext, peopleFields } from '../../identity/index.ts';
import { readProfiles, readValidityRules } from '../../scoring/index.ts';
import type { SourceRef, UserRef } from '../contract.ts';
import { deriveFields } from '../derive-fields.ts';
import { type BindingContext, listBindings } from '../list-bindings.ts';
import { type ListVocabulary, listCatalogue } from '../list-fields.ts';
import { compileTemperature, temperatureField } from '../temperature/compile-temperature.ts';
import { readCooling } from '../temperature/queries.ts';
import type { CoolingRule } from '../temperature/temperature-at.ts';

/** Whoever looks at lists, as far as what they may see depends on it. */
export type Viewer = Pick<Actor, 'workspace_id' | 'role' | 'user_id' | 'team_user_ids'>;

/** All that a list, a card or a change over many needs to know of its workspace and of who asks. `now` is epoch ms. */
export type ListContext = BindingContext & {
  /** Of the primary model; 0 while there is none, and then nobody stands anywhere. */
  modelId: number;
  seen: Visibility;
  /** Who asks; null for a key. */
  userId: string | null;
  now: number;
  timeZone: string;
  vocabulary: ListVocabulary;
  catalogue: Catalogue;
  /** The bands of the primary model, and after how many days of silence each cools. */
  cooling: CoolingRule;
  /** Whether of anybody it is said by hand now how warm they are. */
  isSaidByHand: boolean;
  /** Names of fields that the workspace made itself. */
  customFields: ReadonlySet<string>;
  sources: ReadonlyMap<number, SourceRef>;
  /** Members, and former ones, because records name them. */
  users: ReadonlyMap<string, UserRef>;
};

/** Reads it: a few small tables. */
export async function loadListContext(tx: Tx, viewer: Viewer, now: number): Promise<ListContext> {
  const workspaceId = viewer.workspace_id;
  const context = await loadContext(tx, workspaceId);
  const { sources, users, custom, live } = await readNames(tx, workspaceId);
  const bands = live?.bands ?? [];
  const validityRules = await readValidityRules(tx, workspaceId);
  const vocabulary: ListVocabulary = {
    people: peopleFields(context.person_fields, context.company_fields),
    sources: sources.map(({ key, name }) => ({ value: key, label: name })),
    users: users.map(({ id, name }) => ({ value: id, label: name })),
    bands: bands.map(({ key, name }) => (name === undefined ? { value: key } : { value: key, label: name })),
    signals: Object.entries(live?.signals ?? {}).map(([key, { name }]) => ({ key, name })),
    profiles: await readProfiles(tx, workspaceId),
    invalidReasons: [...new Set(validityRules.map((rule) => rule.reason))],
  };
  const { days, is_said } = await readCooling(tx, workspaceId, now);
  const cooling = { bands: bands.map((band) => band.key), days };
  const catalogue = listCatalogue(vocabulary);
  const bound: BindingContext = {
    workspaceId,
    sourceKeys: new Map(sources.map(({ id, key }) => [id, key])),
    signalIds: new Map(Object.entries(live?.signal_ids ?? {})),
    derived: new Map(),
  };
  const test = (when: Condition) => compileCondition(when, catalogue, listBindings(bound), now, context.time_zone);
  return {
    ...bound,
    derived: new Map([
      ...deriveFields(vocabulary.profiles, validityRules, test),
      [temperatureField, compileTemperature(workspaceId, cooling, now)],
    ]),
    cooling,
    isSaidByHand: is_said,
    modelId: live?.model_id ?? 0,
    seen: await getVisibility(tx, viewer),
    userId: viewer.user_id,
    now,
    timeZone: context.time_zone,
    vocabulary,
    catalogue,
    customFields: new Set(custom),
    sources: new Map(sources.map(({ id, name }) => [id, { id, name }])),
    users: new Map(users.map(({ id, name }) => [id, { id, name }])),
  };
}

type Names = {
  sources: { id: number; key: string; name: string }[];
  users: { id: string; name: string }[];
  custom: string[];
  live: {
    model_id: number;
    bands: { key: string; name?: string }[];
    signals: Record<string, { name: string }> | null;
    signal_ids: Record<string, number> | null;
  } | null;
};

async function readNames(tx: Tx, workspaceId: number): Promise<Names> {
  const { rows } = await sql<Names>`
    select
      (select coalesce(json_agg(json_build_object('id', s.source_id, 'key', s.key, 'name', s.name) order by s.name), '[]')
       from source s where s.workspace_id = ${workspaceId}) as sources,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name) order by m.left_at is not null, u.name), '[]')
       from member m join auth_user u on u.id = m.user_id where m.workspace_id = ${workspaceId}) as users,
      (select coalesce(json_agg(f.scope || '.' || f.key), '[]')
       from field f where f.workspace_id = ${workspaceId} and f.archived_at is null) as custom,
      (select json_build_object('model_id', v.model_id, 'bands', v.document -> 'bands', 'signals', v.document -> 'signals',
                                'signal_ids', v.signal_ids)
       from model m
       join lateral (
         select l.version from model_live l where l.workspace_id = m.workspace_id and l.model_id = m.model_id
         order by l.live_from desc limit 1
       ) live on true
       join model_version v on v.workspace_id = m.workspace_id and v.model_id = m.model_id and v.version = live.version
       where m.workspace_id = ${workspaceId} and m.is_primary) as live`.execute(tx);
  return rows[0] as Names;
}
