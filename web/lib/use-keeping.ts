import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { ApiError } from './request.ts';

const KEEP_AFTER_MS = 700;
const AGAIN_AFTER_MS = 5000;

/** A document as the server has it: which revision it is, since when (ISO text), and by whom. */
export type Kept<Document, Revision = number> = {
  document: Document;
  revision: Revision;
  at: string | null;
  by: string | null;
};

/** Whether what is on the screen is kept, and if not why. */
export type KeepState<Document, Revision = number> =
  | { state: 'kept' | 'waiting' | 'saving' | 'invalid' }
  | { state: 'conflict'; theirs: Kept<Document, Revision> }
  | { state: 'failed'; error: unknown };

type Keeping<Document, Revision> = {
  /** What is on the screen. */
  document: Document;
  /** The latest that was read from the server. */
  incoming: Kept<Document, Revision>;
  /** Whether a revision is newer than another; where it is left out, this tab never follows what others keep. */
  isNewer?: (revision: Revision, than: Revision) => boolean;
  /** Whether it may be sent as it is. */
  valid: boolean;
  put: (document: Document, over: Revision, note: string | null) => Promise<Kept<Document, Revision>>;
  /** What somebody else has kept; the document of `kept` itself where nobody's stands in its way any more. */
  read: (kept: Kept<Document, Revision>) => Promise<Kept<Document, Revision>>;
  /** Puts what somebody else has kept on the screen. */
  show: (document: Document) => void;
};

/**
 * Keeps a document by itself, a moment after the last edit. Only over the revision this tab knows: where another tab or user has kept
 * one since, it shows that, or, with edits on the screen, says so and waits for a decision.
 */
export function useKeeping<Document, Revision = number>(keeping: Keeping<Document, Revision>) {
  const { document, incoming, isNewer, valid, put, read, show } = keeping;
  const [kept, setKept] = useState(incoming);
  const [theirs, setTheirs] = useState<Kept<Document, Revision>>();
  const sending = useMutation({
    mutationFn: ({ sent, over, note = null }: { sent: Document; over: Revision; note?: string | null }) =>
      put(sent, over, note),
    meta: { showsErrors: true },
    onSuccess: (saved, { sent }) => setKept({ ...saved, document: sent }),
    onError: async (error) => {
      if (!isConflict(error)) return;
      const other = await read(kept);
      if (other.document === kept.document) setKept(other);
      else setTheirs(other);
      sending.reset();
    },
  });
  const { isPending: saving, error } = sending;
  const changed = document !== kept.document;
  const failed = error !== null && !isConflict(error);
  const waits = changed && valid && !saving && theirs === undefined;
  const send = useEffectEvent(() => sending.mutate({ sent: document, over: kept.revision }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further edit begins the wait anew
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(send, failed ? AGAIN_AFTER_MS : KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waits, failed, document]);
  const take = (other: Kept<Document, Revision>) => {
    setTheirs(undefined);
    setKept(other);
    show(other.document);
  };
  const follow = useEffectEvent(() => {
    if (!changed && !saving && isNewer?.(incoming.revision, kept.revision)) take(incoming);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever something else was read
  useEffect(follow, [incoming]);
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);

  const state = ((): KeepState<Document, Revision> => {
    if (theirs !== undefined) return { state: 'conflict', theirs };
    if (changed && !valid) return { state: 'invalid' };
    if (saving) return { state: 'saving' };
    if (failed) return { state: 'failed', error };
    return { state: changed ? 'waiting' : 'kept' };
  })();
  return {
    state,
    kept,
    /** Sends at once what is on the screen, where it is not kept yet or there is a note to it. Throws as the request does. */
    flush: async (note?: string | null): Promise<Kept<Document, Revision>> => {
      if (note === undefined && !(changed && valid)) return kept;
      return sending.mutateAsync({ sent: document, over: kept.revision, note: note ?? null });
    },
    /** After a conflict: keeps what is on the screen over the other's. */
    keepMine: () => {
      if (theirs === undefined) return;
      setTheirs(undefined);
      sending.mutate({ sent: document, over: theirs.revision });
    },
    /** After a conflict: what is on the screen now is the other's. */
    takeTheirs: () => theirs !== undefined && take(theirs),
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'conflict';
}
