import { Counter, Gauge, Histogram } from 'prom-client';

export const touchesReceived = new Counter({
  name: 'plumb_touches_received_total',
  help: 'Touches that the doors handed on, by outcome (kept, repeated, refused).',
  labelNames: ['outcome'],
});

export const touchesWaiting = new Gauge({
  name: 'plumb_touches_waiting',
  help: 'Touches that wait in this process to be kept.',
});

export const batchSeconds = new Histogram({
  name: 'plumb_touch_batch_seconds',
  help: 'How long it took to keep a batch of touches, with people, companies, leads and points.',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

export const batchTouches = new Histogram({
  name: 'plumb_touch_batch_touches',
  help: 'How many touches were kept in one transaction.',
  buckets: [1, 5, 10, 50, 100, 500, 1_000, 2_000, 5_000],
});

export const unreadableKept = new Counter({
  name: 'plumb_unreadable_total',
  help: 'Things that reached a door and could not be understood, by door.',
  labelNames: ['door'],
});
