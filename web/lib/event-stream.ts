import { apiUrl, requestWorkspace } from './request.ts';

type Listeners = {
  onOpen: () => void;
  /** The data of one event. */
  onData: (data: string) => void;
  onLost: () => void;
};

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Listens to a stream of server-sent events and comes back by itself when it breaks. Read by `fetch` because an EventSource
 * cannot say which workspace it is about. Gives the function that ends it.
 */
export function listenTo(path: string, listeners: Listeners): () => void {
  const ended = new AbortController();
  void (async () => {
    for (let wait = FIRST_WAIT_MS; !ended.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        const workspace = requestWorkspace();
        const response = await fetch(apiUrl(path), {
          headers: {
            accept: 'text/event-stream',
            ...(workspace === undefined ? {} : { 'x-plumb-workspace': String(workspace) }),
          },
          signal: ended.signal,
        });
        if (response.ok && response.body !== null) {
          wait = FIRST_WAIT_MS;
          listeners.onOpen();
          await readEvents(response.body, listeners.onData);
        }
      } catch {
        // A stream that breaks is begun again below; one that was ended is not.
      }
      if (ended.signal.aborted) return;
      listeners.onLost();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  })();
  return () => ended.abort();
}

/** Calls `onData` for every event of a stream until it ends. Events without data (heartbeats) are passed over. */
export async function readEvents(body: ReadableStream<Uint8Array>, onData: (data: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = event
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart());
      if (data.length > 0) onData(data.join('\n'));
    }
  }
}
