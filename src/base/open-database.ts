import { connect, type Database } from './db.ts';
import { type EmbeddedServer, startEmbedded } from './embedded/server.ts';
import type { Log } from './log.ts';
import { databaseRestarts } from './metrics.ts';

export type OpenDatabase = {
  db: Database;
  /** The server of our own, where no address was given. */
  embedded: EmbeddedServer | undefined;
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Of an external PostgreSQL; without it the embedded one of the data folder is started, or joined if it runs. */
  url: string | undefined;
  dataDir: string;
  poolSize: number;
  log: Log;
};

/** Opens the database wherever it is. Throws `database_unreachable`, `database_too_old` or `start_failed`. */
export async function openDatabase({ url, dataDir, poolSize, log }: OpenOptions): Promise<OpenDatabase> {
  if (url !== undefined) {
    const db = await connect(url, { poolSize });
    return { db, embedded: undefined, close: () => db.close() };
  }
  const onTrouble = (message: string, error: unknown) => {
    databaseRestarts.inc();
    log.warn({ err: error }, message);
  };
  const embedded = await startEmbedded(dataDir, { onTrouble });
  try {
    const db = await connect(embedded.url, { poolSize });
    const close = async () => {
      await db.close();
      await embedded.stop();
    };
    return { db, embedded, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
