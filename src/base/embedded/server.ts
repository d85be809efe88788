import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { AppError } from '../errors.ts';
import { makeCluster, writePlumbConf } from './cluster.ts';
import { buildUrl, isLastUser, makeDatabase, openKeeper, type Role, readHolder, takeRole } from './keeper.ts';
import { type Place, preparePlace } from './place.ts';
import { choosePort, clearStalePid, findPostmaster, isFree, launch, readLogTail, rememberPort } from './postmaster.ts';
import type { Purpose } from './settings.ts';

/** A running embedded server, as one of perhaps several processes that use it. */
export type EmbeddedServer = {
  /** The address of our database in it. */
  url: string;
  /** Whether this process started it, rather than finding it running. */
  started: boolean;
  /**
   * Takes a role that one process at a time may have; `about` is what the next one is told of this one, such as its
   * address. Throws `already_running` with that when another process has the role.
   */
  claim(role: Role, about: string): Promise<void>;
  /** Leaves the server, and stops it cleanly if nobody else uses it. */
  stop(): Promise<void>;
};

type Options = { purpose?: Purpose; database?: string; onTrouble?: (message: string, error: unknown) => void };

const pollMs = 25;
const portPatienceMs = 30_000;

/**
 * Makes sure that the embedded PostgreSQL of a data folder runs and joins its users: makes the cluster on first use,
 * takes over a server that a killed process left behind, waits for crash recovery, and starts it again should it die
 * while we use it. Throws `start_failed` with the end of the server's log.
 */
export async function startEmbedded(dataDir: string, options: Options = {}): Promise<EmbeddedServer> {
  const { purpose = 'durable', database = 'plumb', onTrouble = () => undefined } = options;
  const place = await preparePlace(dataDir);
  await makeCluster(place, purpose);
  const claimed = new Map<Role, string>();
  let stopping = false;
  let rejoining: Promise<void> = Promise.resolve();
  let { keeper, port, started } = await join(place, purpose);
  await makeDatabase(keeper, database);
  watch();

  return {
    url: buildUrl(place, port, database),
    started,
    claim: async (role, about) => {
      if (!(await takeRole(keeper, role, about))) {
        const holder = await readHolder(keeper, role);
        throw new AppError('already_running', `Plumb already runs in ${place.dataDir}: ${holder}`);
      }
      claimed.set(role, about);
    },
    stop: async () => {
      if (stopping) return;
      stopping = true;
      // A server that is being started again this moment has to be stopped too.
      await rejoining;
      // Where even asking fails the server is gone or going, and stopping it again does no harm.
      const last = await isLastUser(keeper).catch(() => true);
      if (last) await stopServer(place);
      await keeper.end().catch(() => undefined);
    },
  };

  function watch(): void {
    keeper.once('end', () => {
      if (!stopping) rejoining = rejoin();
    });
  }

  async function rejoin(): Promise<void> {
    onTrouble('The embedded PostgreSQL went away; starting it again', undefined);
    while (!stopping) {
      try {
        ({ keeper } = await join(place, purpose, port));
        for (const [role, about] of claimed) await takeRole(keeper, role, about);
        return watch();
      } catch (error) {
        onTrouble('The embedded PostgreSQL could not be started again', error);
        await sleep(1_000);
      }
    }
  }
}

type Joined = { keeper: pg.Client; port: number; started: boolean };

/** Finds or starts the server. `samePort` is where our pools expect it, once we have told them an address. */
async function join(place: Place, purpose: Purpose, samePort?: number): Promise<Joined> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const running = await findPostmaster(place);
    const keeper = running && (await waitForKeeper(place, running.port, () => isGone(place, running.pid)));
    if (running && keeper) {
      if (samePort === undefined || running.port === samePort) return { keeper, port: running.port, started: false };
      await keeper.end();
      const text = `Another process started PostgreSQL on port ${running.port}, and this one expects it on ${samePort}`;
      throw new AppError('start_failed', `${text}: start Plumb anew`);
    }

    await clearStalePid(place);
    await writePlumbConf(place, purpose);
    const port = samePort ?? (await choosePort(place));
    if (samePort !== undefined) await waitForPort(samePort);
    const { pid, exited } = await launch(place, port);
    let over = false;
    void exited.then(() => {
      over = true;
    });
    const own = await waitForKeeper(place, port, async () => over);
    if (own) {
      // Of two that launched at the same port, one met the server of the other there.
      const started = (await findPostmaster(place))?.pid === pid;
      if (started) await rememberPort(place, port);
      return { keeper: own, port, started };
    }
    // Another process may have been quicker, or the port was taken in between: look again, but not for ever.
    await sleep(100 * attempt);
  }
  const text = `PostgreSQL did not start in ${place.cluster}. The end of its log:\n${await readLogTail(place)}`;
  throw new AppError('start_failed', text);
}

/** Tries until the server lets us in, however long recovery takes; undefined once it is gone. */
async function waitForKeeper(
  place: Place,
  port: number,
  isOver: () => Promise<boolean>,
): Promise<pg.Client | undefined> {
  while (!(await isOver())) {
    try {
      return await openKeeper(place, port);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === '28P01') {
        const text = `The PostgreSQL in ${place.cluster} refuses the password kept in ${place.dataDir}/postgres.password`;
        throw new AppError('start_failed', text, { cause: error });
      }
      await sleep(pollMs);
    }
  }
  return undefined;
}

async function waitForPort(port: number): Promise<void> {
  const deadline = Date.now() + portPatienceMs;
  while (!(await isFree(port)) && Date.now() < deadline) await sleep(200);
}

async function stopServer(place: Place): Promise<void> {
  const running = await findPostmaster(place);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  while (!(await isGone(place, running.pid))) await sleep(pollMs);
}

async function isGone(place: Place, pid: number): Promise<boolean> {
  const running = await findPostmaster(place);
  return running?.pid !== pid;
}
