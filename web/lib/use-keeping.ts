import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Door, isRefused, type Kept, makeKeeper } from './keeper.ts';
import { requestWorkspace } from './request.ts';

export type { Kept };

const KEEP_AFTER_MS = 700;
const AGAIN_AFTER_MS = 5000;

/** Whether what is on the screen is kept, and if not why; `again` is whether what failed is tried again without being asked to. */
export type KeepState<Document, Revision = number> =
  | { state: 'kept' | 'waiting' | 'saving' | 'invalid' }
  | { state: 'conflict'; theirs: Kept<Document, Revision> }
  | { state: 'failed'; error: unknown; again: boolean };

type Keeping<Document, Revision> = Door<Document, Revision> & {
  /** What is on the screen. */
  document: Document;
  /** The latest that was read from the server. */
  incoming: Kept<Document, Revision>;
  /** Whether a revision is newer than another; where it is left out, this tab never follows what others keep. */
  isNewer?: (revision: Revision, than: Revision) => boolean;
  /** Whether it may be sent as it is. */
  valid: boolean;
  /** Puts what somebody else has kept on the screen. */
  show: (document: Document) => void;
};

/** Of every document on a screen: keeps at once what is not kept yet. */
const screens = new Set<() => Promise<unknown> | undefined>();

/** Keeps what is on the screens and not kept yet. Done when each has been answered, also where one was refused. */
export async function keepAll(): Promise<void> {
  await Promise.allSettled([...screens].map((keep) => keep()));
}

/**
 * Keeps a document by itself, a moment after the last edit, or when the screen is left. Only over the revision this tab knows: where
 * another tab or user has kept one since, it shows that, or, with edits on the screen, says so and waits for a decision. What cannot
 * be kept is asked about by `KeepQuestions` before it is left.
 */
export function useKeeping<Document, Revision = number>(keeping: Keeping<Document, Revision>) {
  const { document, incoming, isNewer, valid, put, read, show } = keeping;
  const [kept, setKept] = useState(incoming);
  const [theirs, setTheirs] = useState<Kept<Document, Revision>>();
  const [keeper] = useState(() => makeKeeper(incoming, setTheirs));
  const [workspace] = useState(requestWorkspace);
  const change = {
    mutationFn: ({ sent, note = null }: { sent: Document; note?: string | null }) =>
      keeper.send(sent, note, { put, read }),
    // Without a connection it fails and says so; it does not wait for one in silence.
    networkMode: 'always' as const,
    onSuccess: (saved: Kept<Document, Revision>) => setKept(saved),
  };
  const sending = useMutation({ ...change, meta: { showsErrors: true } });
  // Where it is refused nobody looks at this screen any more.
  const leaving = useMutation(change);
  const { isPending: saving, error, variables } = sending;
  const changed = document !== kept.document;
  const failed = error !== null && theirs === undefined;
  const again = !isRefused(error) || variables?.sent !== document;
  const waits = changed && valid && !saving && theirs === undefined && (!failed || again);
  const send = useEffectEvent(() => sending.mutate({ sent: document }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further edit begins the wait anew
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(send, failed ? AGAIN_AFTER_MS : KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waits, failed, document]);
  const leave = useEffectEvent(() => {
    // In another workspace the same address would be another's.
    if (requestWorkspace() !== workspace || !valid || failed || theirs !== undefined) return;
    return changed || saving ? leaving.mutateAsync({ sent: document }) : undefined;
  });
  useEffect(() => {
    const keep = () => leave();
    screens.add(keep);
    return () => {
      screens.delete(keep);
      keep()?.catch(() => undefined);
    };
  }, []);
  const know = (other: Kept<Document, Revision>) => {
    keeper.know(other);
    setTheirs(undefined);
    setKept(other);
    sending.reset();
  };
  const take = (other: Kept<Document, Revision>) => {
    know(other);
    show(other.document);
  };
  const follow = useEffectEvent(() => {
    if (!changed && !saving && isNewer?.(incoming.revision, kept.revision)) take(incoming);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever something else was read
  useEffect(follow, [incoming]);

  const state = ((): KeepState<Document, Revision> => {
    if (theirs !== undefined) return { state: 'conflict', theirs };
    if (changed && !valid) return { state: 'invalid' };
    if (saving) return { state: 'saving' };
    if (!changed) return { state: 'kept' };
    return failed ? { state: 'failed', error, again } : { state: 'waiting' };
  })();
  return {
    state,
    kept,
    /** Sends at once what is on the screen, after what is being sent, where it is not kept yet or there is a note to it. Throws as the request does. */
    flush: async (note?: string | null): Promise<Kept<Document, Revision>> => {
      if (note === undefined && !valid) return kept;
      return sending.mutateAsync({ sent: document, note: note ?? null });
    },
    /** After a conflict: keeps what is on the screen over the other's. */
    keepMine: () => theirs !== undefined && know(theirs),
    /** After a conflict: what is on the screen now is the other's. */
    takeTheirs: () => theirs !== undefined && take(theirs),
  };
}
