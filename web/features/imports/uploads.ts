import { useSyncExternalStore } from 'react';
import { sendFile } from './send-file.ts';

/** A file on its way to the server. It goes on while one looks at other screens; only closing the tab stops it. */
export type Upload = {
  id: string;
  file: File;
  /** Bytes sent so far. */
  sent: number;
  /** When sending began, epoch milliseconds. */
  since: number;
  /** Why it stopped; the file is still at hand, so it can be sent again. */
  error?: unknown;
};

type Entry = { upload: Upload; stop: () => void };

const entries = new Map<string, Entry>();
const listeners = new Set<() => void>();
let shown: Upload[] = [];

function changed(): void {
  shown = [...entries.values()].map((entry) => entry.upload);
  const sending = shown.some((upload) => upload.error === undefined);
  window.onbeforeunload = sending ? (event) => event.preventDefault() : null;
  for (const listener of listeners) listener();
}

function patch(id: string, change: Partial<Upload>): void {
  const entry = entries.get(id);
  if (entry === undefined) return;
  entries.set(id, { ...entry, upload: { ...entry.upload, ...change } });
  changed();
}

/** Sends a file; answers the id of its import, or undefined when it did not get there, which the list of uploads then tells. */
export async function upload(file: File, id: string = crypto.randomUUID()): Promise<number | undefined> {
  const { answer, stop } = sendFile(file, (sent) => patch(id, { sent }));
  entries.set(id, { upload: { id, file, sent: 0, since: Date.now() }, stop });
  changed();
  try {
    const { import_id } = await answer;
    entries.delete(id);
    changed();
    return import_id;
  } catch (error) {
    if (entries.has(id)) patch(id, { error });
    return undefined;
  }
}

/** Stops an upload, or takes one that failed off the list. Nothing of it stays on the server. */
export function dropUpload(id: string): void {
  const entry = entries.get(id);
  entries.delete(id);
  entry?.stop();
  changed();
}

/** The files on their way, and those that did not get there. */
export function useUploads(): Upload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
