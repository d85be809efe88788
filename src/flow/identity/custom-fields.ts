import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../access/audit.ts';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { notifyLive } from '../../base/live.ts';
import { givenRows } from '../../base/rows.ts';
import type { FieldTyping } from '../capture/index.ts';
import type { CustomField, CustomFieldChange, NewCustomField } from './contract.ts';
import { builtInCompanyFields, builtInPersonFields } from './fields.ts';

/** As many as a screen can still show and a condition editor offer. */
const mostFields = 500;
const columns = sql.raw('f.field_id, f.scope, f.key, f.type, f.label, f.options, f.created_at, f.archived_at');

/** All custom fields, those in use first, by label. */
export async function listCustomFields(tx: Tx, workspaceId: number): Promise<CustomField[]> {
  const { rows } = await sql<CustomField>`
    select ${columns} from field f where f.workspace_id = ${workspaceId}
    order by f.archived_at is not null, f.scope desc, f.label, f.field_id`.execute(tx);
  return rows;
}

/** Makes a custom field. Throws `already_exists` when the key is taken by a built-in or custom one. */
export async function createCustomField(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  wanted: NewCustomField,
): Promise<CustomField> {
  if (isBuiltIn(wanted)) {
    throw new AppError(
      'already_exists',
      `Field ${wanted.scope}.${wanted.key}: every workspace has it already, expected another key`,
    );
  }
  const { rows } = await sql<CustomField>`
    insert into field as f (workspace_id, scope, key, type, label, options)
    select ${workspaceId}::int, ${wanted.scope}::text, ${wanted.key}::text, ${wanted.type}::text, ${wanted.label}::text, ${JSON.stringify(wanted.options ?? null)}::jsonb
    where (select count(*) from field o where o.workspace_id = ${workspaceId} and o.archived_at is null) < ${mostFields}
    on conflict on constraint field_key_unique do nothing
    returning ${columns}`.execute(tx);
  const made = rows[0];
  if (!made) {
    throw new AppError(
      'already_exists',
      `Field ${wanted.scope}.${wanted.key}: exists already, or the workspace has ${mostFields} fields`,
    );
  }
  await recordChange(tx, by, {
    action: 'field.created',
    subject_kind: 'field',
    subject_id: made.field_id,
    after: made,
  });
  await notifyLive(tx, { topic: 'field' });
  return made;
}

/** Changes label, options or use. Throws `not_found`. */
export async function changeCustomField(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  fieldId: number,
  change: CustomFieldChange,
): Promise<CustomField> {
  const before = (await listCustomFields(tx, workspaceId)).find((field) => field.field_id === fieldId);
  if (!before) throw new AppError('not_found', `Custom field ${fieldId}: not found in this workspace`);
  const archivedAt = change.archived === undefined ? before.archived_at : change.archived ? new Date() : null;
  const choices = change.options === undefined ? before.options : change.options;
  const { rows } = await sql<CustomField>`
    update field f
    set label = ${change.label ?? before.label}, options = ${JSON.stringify(choices)}::jsonb, archived_at = ${archivedAt}
    where f.workspace_id = ${workspaceId} and f.field_id = ${fieldId}
    returning ${columns}`.execute(tx);
  const after = rows[0] as CustomField;
  await recordChange(tx, by, { action: 'field.changed', subject_kind: 'field', subject_id: fieldId, before, after });
  await notifyLive(tx, { topic: 'field' });
  return after;
}

/** Makes those of the wanted fields that the workspace lacks; asked twice it does it once. */
export async function ensureFields(tx: Tx, workspaceId: number, wanted: NewCustomField[]): Promise<void> {
  const missing = wanted.filter((field) => !isBuiltIn(field));
  if (missing.length === 0) return;
  await sql`
    insert into field (workspace_id, scope, key, type, label)
    select ${workspaceId}::int, g.scope, g.key, g.type, g.label
    from ${givenRows(missing, { scope: 'text', key: 'text', type: 'text', label: 'text' })} as g
    on conflict on constraint field_key_unique do update set archived_at = null`.execute(tx);
}

/** Adds the types of the workspace's own fields that are in use, by scope and key. */
export async function listFieldTypes(
  tx: Tx,
  workspaceId: number,
  types: Record<CustomField['scope'], Map<string, FieldTyping>>,
): Promise<void> {
  for (const { scope, key, type, options, archived_at } of await listCustomFields(tx, workspaceId))
    if (archived_at === null) types[scope].set(key, { type, options });
}

function isBuiltIn({ scope, key }: Pick<NewCustomField, 'scope' | 'key'>): boolean {
  const fields: readonly { key: string }[] = scope === 'person' ? builtInPersonFields : builtInCompanyFields;
  return key === 'company_id' || fields.some((field) => field.key === key);
}
