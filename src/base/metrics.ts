import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from 'prom-client';
import type { Database } from './db.ts';

/** All measures of the process. A step adds its own with `new Counter(…)` of prom-client, which registers itself. */
export const measures = register;

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const requestSeconds = new Histogram({
  name: 'plumb_http_request_seconds',
  help: 'How long requests took, by route pattern.',
  labelNames: ['method', 'route', 'status'],
  buckets: secondsBuckets,
});

export const jobSeconds = new Histogram({
  name: 'plumb_job_seconds',
  help: 'How long attempts at jobs took, by job and outcome (done, failed).',
  labelNames: ['job', 'outcome'],
  buckets: [...secondsBuckets, 60, 600],
});

export const liveListeners = new Gauge({
  name: 'plumb_live_listeners',
  help: 'Browsers that listen for live changes.',
});

export const databaseRestarts = new Counter({
  name: 'plumb_embedded_restarts_total',
  help: 'How often the embedded PostgreSQL had to be started again.',
});

/** Begins to measure the process itself and the use of the database's connections. */
export function startMeasuring(db: Database): void {
  collectDefaultMetrics({ prefix: 'plumb_' });
  new Gauge({
    name: 'plumb_database_connections',
    help: 'Connections of the pool that serves requests, by state; waiting counts requests without one.',
    labelNames: ['state'],
    collect() {
      const { totalCount, idleCount, waitingCount } = db.appPool;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
}
