import type { Tx } from '../../../base/db.ts';
import { readProfiles } from './queries.ts';

const reference = /"field":"profile\.([a-z][a-z0-9_]{0,62})"/g;

/**
 * A model document (anything may have been sent) with the workspace's definition of every profile that its conditions refer to, so that
 * a published model stays what it was when a profile changes. A profile that only the document knows stays as it is there.
 */
export async function embedProfiles(tx: Tx, workspaceId: number, document: unknown): Promise<unknown> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const keys = new Set([...JSON.stringify(document).matchAll(reference)].map(([, key]) => key as string));
  if (keys.size === 0) return document;
  const known = await readProfiles(tx, workspaceId);
  const used = Object.fromEntries(Object.entries(known).filter(([key]) => keys.has(key)));
  const own = (document as { profiles?: unknown }).profiles;
  return { ...document, profiles: { ...(typeof own === 'object' ? own : {}), ...used } };
}
