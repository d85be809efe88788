import { registerListeners } from '../base/facts.ts';
import type { Job } from '../base/job.ts';
import type { Step } from '../base/step.ts';
import { capture } from './capture/index.ts';
import { identity } from './identity/index.ts';
import { learning } from './learning/index.ts';
import { scoring } from './scoring/index.ts';
import { work } from './work/index.ts';

/** The data's way: every step in order. A step knows only those before it. */
export const steps: Step[] = [capture, identity, scoring, work, learning];

/** Wires who listens to which fact, once per process. Returns every job that a worker must know. */
export function wireFlow(wired: Step[] = steps): Job[] {
  const delivery = registerListeners(wired.flatMap((step) => step.listeners ?? []));
  return [...wired.flatMap((step) => step.jobs ?? []), ...delivery];
}
