import type { Actor } from '../../../access/index.ts';

/** Who wants to change a note, as far as it matters. */
export type NoteChanger = Pick<Actor, 'user_id' | 'key_id' | 'permissions'>;

/** Whom a note names as its author: a user by id, a key as `key:7`. */
export function authorOf({ user_id, key_id }: Pick<Actor, 'user_id' | 'key_id'>): string {
  return user_id ?? `key:${key_id}`;
}

/** A note is its author's to change and remove, and that of whoever may remove people altogether. */
export function mayChangeNote(changer: NoteChanger, authorId: string): boolean {
  if (!changer.permissions.has('people.write')) return false;
  return authorOf(changer) === authorId || changer.permissions.has('leads.delete');
}
