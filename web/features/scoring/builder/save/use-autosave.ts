import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ModelVersion } from '../../../../../src/flow/scoring/contract.ts';
import type { Model } from '../../../../../src/model/format.ts';
import { ApiError, api } from '../../../../lib/request.ts';
import { versionQuery } from '../../api.ts';

const SAVE_AFTER_MS = 700;
const AGAIN_AFTER_MS = 5000;

/** The draft as the server last had it from this tab: `saved_at` null where there was none yet. */
export type Kept = { document: Model; version: number | null; saved_at: string | null };

/** Whether what is on the screen is kept, and if not why. */
export type SaveState =
  | { state: 'kept' | 'waiting' | 'saving' | 'invalid' }
  | { state: 'conflict'; theirs: ModelVersion }
  | { state: 'failed'; error: unknown };

type Autosave = {
  save: SaveState;
  kept: Kept;
  /** Keeps what is on the screen at once, with a note. Gives the version; throws as the request does. */
  flush: (note: string | null) => Promise<ModelVersion>;
  /** After a conflict: keeps what is on the screen over the other's draft. */
  keepMine: () => void;
  /** After a conflict: what is on the screen now is the other's. */
  tookTheirs: () => void;
};

/**
 * Keeps the draft by itself, a moment after the last edit, as long as it is valid. Only over the draft this tab knows: where another
 * tab or user has saved since, it says so and waits for a decision.
 */
export function useAutosave(modelId: number, model: Model, valid: boolean, begin: Kept): Autosave {
  const client = useQueryClient();
  const [kept, setKept] = useState(begin);
  const [theirs, setTheirs] = useState<ModelVersion>();
  const put = useMutation({
    mutationFn: ({ document, over, note }: { document: Model; over: string | null; note: string | null }) =>
      api.put<ModelVersion>(`/api/models/${modelId}/draft`, { document, over, note }),
    meta: { showsErrors: true },
    onSuccess: (saved, { document }) => {
      setKept({ document, version: saved.version, saved_at: saved.created_at });
      client.setQueryData(versionQuery(modelId, saved.version).queryKey, saved);
      if (kept.version === null) void client.invalidateQueries({ queryKey: ['model', { list: true }] });
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'conflict') void readTheirs();
    },
  });
  const readTheirs = async () => {
    const { versions } = await api.get<{ versions: ModelVersion[] }>(`/api/models/${modelId}/versions`);
    const draft = versions.find((version) => version.state === 'draft');
    // It was published elsewhere: there is no draft any more, and the next one begins anew.
    if (draft === undefined) setKept((before) => ({ ...before, version: null, saved_at: null }));
    else setTheirs(await api.get<ModelVersion>(`/api/models/${modelId}/versions/${draft.version}`));
    put.reset();
  };
  const changed = model !== kept.document;
  const send = useEffectEvent(() => put.mutate({ document: model, over: kept.saved_at, note: null }));
  const { isPending: saving, error } = put;
  const waits = changed && valid && !saving && theirs === undefined;
  const failed = error !== null && !(error instanceof ApiError && error.code === 'conflict');
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further edit begins the wait anew
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(send, failed ? AGAIN_AFTER_MS : SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waits, failed, model]);
  useWarnBeforeLeaving(changed);

  const save = ((): SaveState => {
    if (theirs !== undefined) return { state: 'conflict', theirs };
    if (changed && !valid) return { state: 'invalid' };
    if (saving) return { state: 'saving' };
    if (failed) return { state: 'failed', error };
    return { state: changed ? 'waiting' : 'kept' };
  })();
  return {
    save,
    kept,
    flush: (note) => put.mutateAsync({ document: model, over: kept.saved_at, note }),
    keepMine: () => {
      if (theirs === undefined) return;
      setTheirs(undefined);
      put.mutate({ document: model, over: theirs.created_at, note: null });
    },
    tookTheirs: () => {
      if (theirs === undefined) return;
      setKept({ document: theirs.document, version: theirs.version, saved_at: theirs.created_at });
      setTheirs(undefined);
    },
  };
}

/** Asks before the tab is closed with edits that are not kept yet. */
function useWarnBeforeLeaving(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);
}
