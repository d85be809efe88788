import type { TimelineEntry, UserRef } from '../../contract.ts';
import { mayChangeNote, type NoteChanger } from '../../notes/may-change.ts';
import type { ListContext } from '../../views/list-context.ts';
import { nameUser } from '../../views/people-rows.ts';

type Of<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>;
type Place = { at: string; rank: number; id: number };
type TouchData = Omit<Of<'touch'>, 'kind' | 'at' | 'touch_id' | 'source'> & { source_id: number };
type NoteData = { body: string; author_id: string; edited_at: string | null; key_name: string | null };
type OwnerData = { from: string | null; to: string | null; by: string | null; key_name: string | null };
type TemperatureData = Omit<Of<'temperature'>, 'kind' | 'at' | 'temperature_id' | 'by'> & {
  by: string | null;
  key_name: string | null;
};
type MergeData = Pick<Of<'merge'>, 'merged_person_id' | 'evidence' | 'undone_at'>;

/** An entry as SQL gives it: `at` to the microsecond; instants in `data` as PostgreSQL writes them. */
export type EntryRow = Place &
  (
    | { kind: 'touch'; data: TouchData }
    | { kind: 'note'; data: NoteData }
    | { kind: 'owner'; data: OwnerData }
    | { kind: 'merge'; data: MergeData }
    | { kind: 'temperature'; data: TemperatureData }
  );

/** An entry as it is answered. */
export function toEntry(context: ListContext, viewer: NoteChanger, row: EntryRow): TimelineEntry {
  const at = iso(row.at);
  switch (row.kind) {
    case 'touch': {
      const { source_id, first_at, ...data } = row.data;
      const source = context.sources.get(source_id) ?? null;
      return { kind: 'touch', at, touch_id: row.id, ...data, source, first_at: iso(first_at) };
    }
    case 'note': {
      const { body, author_id, edited_at, key_name } = row.data;
      const author = nameActor(context, author_id, key_name) as UserRef;
      const editable = mayChangeNote(viewer, author_id);
      return { kind: 'note', at, note_id: row.id, body, author, edited_at: edited_at && iso(edited_at), editable };
    }
    case 'owner': {
      const { from, to, by, key_name } = row.data;
      const actor = nameActor(context, by, key_name);
      return { kind: 'owner', at, from: nameUser(context, from), to: nameUser(context, to), by: actor };
    }
    case 'merge': {
      const { undone_at, ...data } = row.data;
      return { kind: 'merge', at, ...data, undone_at: undone_at && iso(undone_at) };
    }
    case 'temperature': {
      const { by, key_name, until, ...data } = row.data;
      const actor = nameActor(context, by, key_name);
      return { kind: 'temperature', at, temperature_id: row.id, ...data, until: until && iso(until), by: actor };
    }
  }
}

/** A user by name, or a key by its own. */
function nameActor(context: ListContext, id: string | null, keyName: string | null): UserRef | null {
  return id !== null && keyName !== null ? { id, name: keyName } : nameUser(context, id);
}

function iso(text: string): string {
  return new Date(text).toISOString();
}
