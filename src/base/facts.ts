import type { z } from 'zod';
import type { Tx } from './db.ts';
import { AppError } from './errors.ts';
import type { Job, JobContext } from './job.ts';
import { defineJob, enqueue } from './jobs.ts';

/** Something that happened in a step and that later steps may act on. Named `noun.verbed`; `doc` says when. */
// biome-ignore lint/suspicious/noExplicitAny: lists of facts hold payloads of many shapes
export type Fact<T = any> = { name: string; schema: z.ZodType<T>; doc: string };

/** Declares a fact. A payload for listeners after the transaction must survive JSON. */
export function defineFact<S extends z.ZodType>(name: string, schema: S, doc: string): Fact<z.infer<S>> {
  return { name, schema: schema as z.ZodType<z.infer<S>>, doc };
}

/** What a later step does about a fact; made by `within` or `after`, wired once by `registerListeners`. */
export type Listener =
  | { kind: 'within'; fact: Fact; handle: (tx: Tx, payload: never) => Promise<void> }
  | { kind: 'after'; fact: Fact; job: Job };

/** Acts in the transaction that announces: what it does holds when that commits, and its failure takes all of it back. */
export function within<T>(fact: Fact<T>, handle: (tx: Tx, payload: T) => Promise<void>): Listener {
  return { kind: 'within', fact, handle };
}

/**
 * Acts after the commit, at least once, as a job. `name` tells it from other listeners to the same fact and stays the
 * same from version to version. The payload has been through JSON and the fact's schema.
 */
export function after<T>(
  fact: Fact<T>,
  name: string,
  handle: (context: JobContext, payload: T) => Promise<void>,
): Listener {
  return { kind: 'after', fact, job: defineJob(`${fact.name}:${name}`, fact.schema, handle) };
}

let wired = new Map<string, Listener[]>();

/**
 * Wires the listeners of the process, in the order in which those within a transaction act; replaces what was wired.
 * Returns the jobs by which the others are delivered, for the worker.
 */
export function registerListeners(listeners: Listener[]): Job[] {
  wired = Map.groupBy(listeners, (listener) => listener.fact.name);
  const jobs = listeners.flatMap((listener) => (listener.kind === 'after' ? [listener.job] : []));
  const twice = jobs.find((job, index) => jobs.findIndex((other) => other.name === job.name) < index);
  if (twice) throw new AppError('internal', `Two listeners are named ${twice.name}: expected one of each name`);
  return jobs;
}

/**
 * Says that something happened, in the transaction that made it so. Listeners within get `payload` itself and may fill
 * in what the fact leaves open for them; listeners after it get a copy as it is when those are through.
 */
export async function announce<T>(tx: Tx, fact: Fact<T>, payload: T): Promise<void> {
  const listeners = wired.get(fact.name) ?? [];
  for (const listener of listeners) {
    if (listener.kind === 'within') await listener.handle(tx, payload as never);
  }
  for (const listener of listeners) {
    if (listener.kind === 'after') await enqueue(tx, listener.job, payload);
  }
}
