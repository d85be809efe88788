import { recall, remember } from './storage.ts';

/** A message of the Segment protocol; `messageId` makes sending it twice harmless. */
export type Message = { type: string; messageId: string; [key: string]: unknown };

const key = 'plumb_outbox';
/** Older messages are given up when a site cannot be reached for this many. */
const mostWaiting = 200;
/** Browsers let 64 KB in all be under way while a page is left: two batches of so many characters fit, in any script. */
const mostCharacters = 10_000;
const longestWait = 60_000;

/** Messages on their way: `post` them, `flush` at once, `clear` what waits. */
export type Outbox = { post: (message: Message) => void; flush: (leaving?: boolean) => void; clear: () => void };

/**
 * Keeps messages until the server has acknowledged them, also over page loads: what an earlier page could not send goes
 * first. Sent as `text/plain`, which needs no preflight.
 */
export function openOutbox(endpoint: string, writeKey: string | undefined): Outbox {
  let waiting = stored();
  let flying: Message[] = [];
  let timer = 0;
  let failures = 0;

  /** Changes what waits here, and in the same way what is stored, where other tabs have theirs. */
  function change(how: (list: Message[]) => Message[]): void {
    waiting = how(waiting);
    const list = how(stored());
    remember(key, list.length ? JSON.stringify(list) : undefined);
  }

  function schedule(delay: number): void {
    clearTimeout(timer);
    timer = window.setTimeout(flush, delay);
  }

  function settle(batch: Message[], done: boolean): void {
    const rest = (list: Message[]) =>
      list.filter(({ messageId }) => !batch.some((sent) => sent.messageId === messageId));
    flying = rest(flying);
    if (done) change(rest);
    failures = done ? 0 : failures + 1;
    if (waiting.length) schedule(done ? 0 : Math.min(longestWait, 1000 * 2 ** failures));
  }

  function flush(leaving?: boolean): void {
    const batch: Message[] = [];
    let characters = 0;
    for (const message of waiting) {
      if (flying.includes(message)) continue;
      const size = JSON.stringify(message).length;
      if (batch.length && characters + size > mostCharacters) break;
      characters += size;
      batch.push(message);
    }
    if (!batch.length) return;
    const body = JSON.stringify({ writeKey, sentAt: new Date(), batch });
    // What goes by beacon is never acknowledged: it stays waiting and the next page sends it again, which the server knows by its id.
    if (leaving && !('keepalive' in Request.prototype)) {
      navigator.sendBeacon(endpoint, body);
      return;
    }
    flying = flying.concat(batch);
    fetch(endpoint, { method: 'POST', body, keepalive: characters <= mostCharacters })
      // Only an answer that has been read to its end frees its share of what may be under way.
      .then((answer) => answer.text().then(() => answer.status))
      .catch(() => 500)
      // A refusal stays one however often it is asked; only a server that is busy or broken is asked again.
      .then((status) => settle(batch, status < 500 && status !== 429 && status !== 408));
  }

  addEventListener('online', () => flush());
  if (waiting.length) schedule(0);

  return {
    post(said) {
      // As it is now: what the page changes later, or what cannot be sent at all, stays out.
      const message: Message = JSON.parse(JSON.stringify(said));
      change((list) => [...list, message].slice(-mostWaiting));
      schedule(200);
    },
    flush,
    clear() {
      waiting = [];
      remember(key);
    },
  };
}

function stored(): Message[] {
  try {
    return Array.from(JSON.parse(recall(key) || '[]'));
  } catch {
    return [];
  }
}
