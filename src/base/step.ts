import type { FastifyInstance } from 'fastify';
import type { Database } from './db.ts';
import type { Listener } from './facts.ts';
import type { Job } from './jobs.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';

/** What routes are built with. */
export type RouteContext = {
  db: Database;
  live: Live;
  log: Log;
  /** The address under which people reach us, without a slash at the end. */
  publicUrl: string;
  maxUploadBytes: number;
};

/** Adds a step's routes to the server; each one declares `config: { permission }`. */
export type RegisterRoutes = (app: FastifyInstance, context: RouteContext) => void | Promise<void>;

/** One step of the data's way, as its `index.ts` offers it to `flow.ts`. */
export type Step = {
  name: string;
  routes?: RegisterRoutes;
  jobs?: Job[];
  listeners?: Listener[];
};
