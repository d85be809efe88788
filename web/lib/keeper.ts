import { ApiError } from './request.ts';

/** A document as the server has it: which revision it is, since when (ISO text), and by whom. */
export type Kept<Document, Revision = number> = {
  document: Document;
  revision: Revision;
  at: string | null;
  by: string | null;
};

/** How a document is read and written on the server. */
export type Door<Document, Revision> = {
  put: (document: Document, over: Revision, note: string | null) => Promise<Kept<Document, Revision>>;
  /** What somebody else has kept; the document of `kept` itself where nobody's stands in its way any more. */
  read: (kept: Kept<Document, Revision>) => Promise<Kept<Document, Revision>>;
};

/**
 * The one way to send a document: one after the other, each over the revision that the one before it was answered. What is kept
 * already is not sent again, unless there is a note to it. Throws as the request does; where somebody else has kept the document
 * meanwhile, `onOther` is told what stands there, and nothing is written over it.
 */
export function makeKeeper<Document, Revision>(
  begin: Kept<Document, Revision>,
  onOther: (other: Kept<Document, Revision>) => void,
) {
  let kept = begin;
  let last: Promise<unknown> = Promise.resolve();
  const keep = async (document: Document, note: string | null, { put, read }: Door<Document, Revision>) => {
    const putOver = async () => {
      kept = { ...(await put(document, kept.revision, note)), document };
      return kept;
    };
    if (document === kept.document && note === null) return kept;
    try {
      return await putOver();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
      const other = await read(kept);
      if (other.document !== kept.document) {
        onOther(other);
        throw error;
      }
      kept = other;
      return putOver();
    }
  };
  return {
    send: (
      document: Document,
      note: string | null,
      door: Door<Document, Revision>,
    ): Promise<Kept<Document, Revision>> => {
      const sent = last.then(() => keep(document, note, door));
      last = sent.catch(() => undefined);
      return sent;
    },
    /** Goes on from what the server was heard to have. */
    know: (other: Kept<Document, Revision>) => {
      kept = other;
    },
  };
}

/** Whether sending the same once more would be refused again: the server has said what is wrong with it, or that it may not be. */
export function isRefused(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status >= 400 && error.status < 500 && ![408, 409, 429].includes(error.status)
  );
}
