import { sql } from 'kysely';
import { type Actor, getVisibility, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { getSeenPerson } from '../card/seen-person.ts';
import { authorOf, mayChangeNote } from './may-change.ts';

type Note = { note_id: number; person_id: number; body: string; author_id: string; deleted_at: Date | null };

/** Writes a note about a person whom the actor may see; its id. Throws `not_found`. */
export async function writeNote(tx: Tx, actor: Actor, personId: number, body: string): Promise<number> {
  const workspaceId = actor.workspace_id;
  const person = await getSeenPerson(tx, workspaceId, await getVisibility(tx, actor), personId);
  const { rows } = await sql<{ note_id: number }>`
    insert into note (workspace_id, person_id, origin_person_id, body, author_id)
    values (${workspaceId}, ${person.person_id}, ${person.person_id}, ${body}, ${authorOf(actor)})
    returning note_id`.execute(tx);
  await notifyLive(tx, { topic: 'person', ids: [person.person_id] });
  return rows[0]?.note_id as number;
}

/** Changes the text of a note. Throws `not_found`, and `forbidden` for somebody else's. */
export async function changeNote(tx: Tx, actor: Actor, personId: number, noteId: number, body: string): Promise<void> {
  const note = await lockNote(tx, actor, personId, noteId);
  if (note.deleted_at !== null) throw notFound(personId, noteId);
  if (note.body === body) return;
  await sql`
    update note set body = ${body}, edited_at = now()
    where workspace_id = ${actor.workspace_id} and person_id = ${note.person_id} and note_id = ${noteId}`.execute(tx);
  await settle(tx, actor, note, 'note.changed', { before: { body: note.body }, after: { body } });
}

/** Removes a note; it can be restored. Once removed, removing it again does nothing. */
export async function removeNote(tx: Tx, actor: Actor, personId: number, noteId: number): Promise<void> {
  const note = await lockNote(tx, actor, personId, noteId);
  if (note.deleted_at !== null) return;
  await sql`
    update note set deleted_at = now()
    where workspace_id = ${actor.workspace_id} and person_id = ${note.person_id} and note_id = ${noteId}`.execute(tx);
  await settle(tx, actor, note, 'note.removed', { before: { body: note.body } });
}

/** Brings a removed note back as it was; does nothing to one that is there. */
export async function restoreNote(tx: Tx, actor: Actor, personId: number, noteId: number): Promise<void> {
  const note = await lockNote(tx, actor, personId, noteId);
  if (note.deleted_at === null) return;
  await sql`
    update note set deleted_at = null
    where workspace_id = ${actor.workspace_id} and person_id = ${note.person_id} and note_id = ${noteId}`.execute(tx);
  await settle(tx, actor, note, 'note.restored', { after: { body: note.body } });
}

/** The note, held for a change, of a person whom the actor may see. Throws `not_found` or `forbidden`. */
async function lockNote(tx: Tx, actor: Actor, personId: number, noteId: number): Promise<Note> {
  const workspaceId = actor.workspace_id;
  const person = await getSeenPerson(tx, workspaceId, await getVisibility(tx, actor), personId);
  const { rows } = await sql<Note>`
    select n.note_id, n.person_id, n.body, n.author_id, n.deleted_at from note n
    where n.workspace_id = ${workspaceId} and n.person_id = ${person.person_id} and n.note_id = ${noteId}
    for update`.execute(tx);
  const note = rows[0];
  if (!note) throw notFound(personId, noteId);
  if (!mayChangeNote(actor, note.author_id)) {
    throw new AppError('forbidden', `Note ${noteId} is somebody else's: only its author may change it`);
  }
  return note;
}

async function settle(
  tx: Tx,
  actor: Actor,
  { note_id, person_id }: Note,
  action: string,
  states: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordChange(tx, actor, { action, subject_kind: 'note', subject_id: note_id, ...states });
  await notifyLive(tx, { topic: 'person', ids: [person_id] });
}

function notFound(personId: number, noteId: number): AppError {
  return new AppError('not_found', `Note ${noteId} about person ${personId}: not found`);
}
