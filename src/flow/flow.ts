import type { Step } from '../base/step.ts';

/** The data's way: every step in order. A step knows only those before it. */
export const steps: Step[] = [];
