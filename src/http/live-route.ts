import type { Live, LiveChange } from '../base/live.ts';
import { liveListeners } from '../base/metrics.ts';
import type { App } from '../base/step.ts';

/** Changes of a moment leave together. */
const gatherMs = 100;
const heartbeatMs = 20_000;
/** Then the browser connects again, and whether it still may is looked at anew. */
const longestMs = 15 * 60_000;

/** `GET /api/live`: server-sent events, each a change on screen in the actor's workspace. */
export function addLiveRoute(app: App, live: Live): void {
  const open = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of open) end();
  });
  const schema = { summary: 'Listen for changes', description: 'Server-sent events: `{topic, ids?}`.', tags: ['live'] };
  app.get('/api/live', { config: { permission: 'signed_in' }, schema }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    raw.write('retry: 1000\n\n');
    const gathered = new Map<string, LiveChange>();
    let pending: NodeJS.Timeout | undefined;
    const flush = () => {
      pending = undefined;
      for (const change of gathered.values()) raw.write(`data: ${JSON.stringify(change)}\n\n`);
      gathered.clear();
    };
    const unsubscribe = live.subscribe(request.actor.workspace_id, (change) => {
      gathered.set(change.topic, joinChanges(gathered.get(change.topic), change));
      pending ??= setTimeout(flush, gatherMs);
    });
    const heartbeat = setInterval(() => raw.write(':\n\n'), heartbeatMs);
    const end = () => raw.end();
    const over = setTimeout(end, longestMs);
    open.add(end);
    liveListeners.inc();
    raw.on('close', () => {
      for (const timer of [pending, heartbeat, over]) clearTimeout(timer);
      unsubscribe();
      open.delete(end);
      liveListeners.dec();
    });
  });
}

/** Two changes of one topic as one; without ids a change is about everything of its kind. */
export function joinChanges(before: LiveChange | undefined, next: LiveChange): LiveChange {
  if (before === undefined) return next;
  if (before.ids === undefined || next.ids === undefined) return { topic: next.topic };
  return { topic: next.topic, ids: [...new Set([...before.ids, ...next.ids])] };
}
