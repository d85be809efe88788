import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from 'fastify';
import type { z } from 'zod';
import type { Database } from './db.ts';
import type { Listener } from './facts.ts';
import type { Job } from './job.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';

/** Rows may hold a `Date` where the schema has the ISO text that leaves in its place. */
type Sendable<T> = string extends T ? T | Date : T extends object ? { [K in keyof T]: Sendable<T[K]> } : T;

/** Handlers get what a route's Zod schemas make of the request, and answer what they describe. */
interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? Sendable<z.output<this['schema']>> : unknown;
}

/** The server, or a scope of it, that routes are added to. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypes>;

/** What routes are built with. */
export type RouteContext = {
  db: Database;
  live: Live;
  log: Log;
  /** The address under which people reach us, without a slash at the end. */
  publicUrl: string;
  maxUploadBytes: number;
  /** Whether there is a mail server to send letters through. */
  canMail: boolean;
};

/** Adds a step's routes to the server; each one declares `config: { permission }`. */
export type RegisterRoutes = (app: App, context: RouteContext) => void | Promise<void>;

/** One step of the data's way, as its `index.ts` offers it to `flow.ts`. */
export type Step = {
  name: string;
  routes?: RegisterRoutes;
  jobs?: Job[];
  listeners?: Listener[];
};
