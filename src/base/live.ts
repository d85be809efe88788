import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { Tx } from './db.ts';
import type { Log } from './log.ts';

/** Something on screen has changed: `topic` says what kind, `ids` which; without ids, look at everything of the kind. */
export const liveChangeSchema = z.object({
  topic: z.string(),
  ids: z.array(z.union([z.int(), z.string()])).optional(),
});
export type LiveChange = z.infer<typeof liveChangeSchema>;

/** Sent to everybody after the connection was lost: anything may have changed meanwhile. */
export const everythingChanged: LiveChange = { topic: '*' };

const channel = 'plumb_live';
/** PostgreSQL carries less than 8,000 bytes; a screen that must look at so many rows anew may as well look at all. */
const mostIds = 200;

const messageSchema = z.object({ workspace_id: z.int(), change: liveChangeSchema });

/** Tells the screens of the transaction's workspace, on every server process, once it has committed. */
export async function notifyLive(tx: Tx, { topic, ids }: LiveChange): Promise<void> {
  const change = ids === undefined || ids.length > mostIds ? { topic } : { topic, ids };
  await sql`
    select pg_notify(${channel}, json_build_object('workspace_id', plumb_workspace(), 'change', ${JSON.stringify(change)}::json)::text)
    where plumb_workspace() is not null`.execute(tx);
}

/** The changes that reach this process. */
export type Live = {
  /** Calls `listener` for every change in the workspace until the returned function is called. */
  subscribe(workspaceId: number, listener: (change: LiveChange) => void): () => void;
  close(): Promise<void>;
};

/** Listens on one connection for all subscribers of the process; when it breaks, it is opened again. */
export async function startLive(url: string, log: Log): Promise<Live> {
  const subscribers = new Map<number, Set<(change: LiveChange) => void>>();
  let closed = false;
  let client = await listen();

  return {
    subscribe: (workspaceId, listener) => {
      const mine = subscribers.get(workspaceId) ?? new Set();
      subscribers.set(workspaceId, mine.add(listener));
      return () => {
        mine.delete(listener);
        if (mine.size === 0 && subscribers.get(workspaceId) === mine) subscribers.delete(workspaceId);
      };
    },
    close: async () => {
      closed = true;
      await client.end().catch(() => undefined);
    },
  };

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, application_name: 'plumb live', keepAlive: true });
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload }) => deliver(payload ?? ''));
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    fresh.once('end', () => {
      if (!closed) void relisten();
    });
    return fresh;
  }

  async function relisten(): Promise<void> {
    for (let attempt = 0; !closed; attempt++) {
      await sleep(Math.min(5_000, 100 * 2 ** attempt));
      try {
        client = await listen();
        if (closed) await client.end();
        for (const mine of subscribers.values()) for (const listener of mine) listener(everythingChanged);
        return;
      } catch (error) {
        log.warn({ err: error }, 'Live changes cannot be listened to; trying again');
      }
    }
  }

  function deliver(text: string): void {
    const message = messageSchema.safeParse(parseJson(text));
    if (!message.success) {
      log.warn('A live change could not be read');
      return;
    }
    for (const listener of subscribers.get(message.data.workspace_id) ?? []) listener(message.data.change);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
