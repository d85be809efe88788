import type { Command as Program } from 'commander';
import type { Database } from '../base/db.ts';
import type { Job } from '../base/job.ts';
import type { Log } from '../base/log.ts';
import type { OpenDatabase } from '../base/open-database.ts';
import type { Config } from '../config.ts';

/** What every command works with. */
export type CommandContext = {
  version: string;
  /** The configuration, read when first asked for. Throws `config_invalid`. */
  readConfig(): Config;
  /** Messages while it works: readable lines on a terminal, JSON elsewhere. */
  log(): Log;
  /** What the command is asked for, on standard output. */
  say(text: string): void;
  /** Aborts at the first Ctrl-C: finish the piece at hand and return. */
  signal: AbortSignal;
  /** Opens the database as it is: starts the embedded one, or joins it if it runs. Close it. */
  openDatabase(): Promise<OpenDatabase>;
  /**
   * Opens the database, brings it to this version, wires the steps, runs `work` and closes it. `jobs` are what a worker
   * must know; jobs asked for are worked on by whoever serves or works, now or later.
   */
  withDatabase<T>(work: (db: Database, jobs: Job[]) => Promise<T>): Promise<T>;
};

/** Adds a command to the program: each file of this folder that is named in `commands.ts` exports one as `command`. */
export type RegisterCommand = (program: Program, context: CommandContext) => void;
