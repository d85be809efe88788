/** The questions of the score lab, in the order they are offered. */
export const LAB_TABS = ['effect', 'outcomes', 'advice', 'load', 'what_if', 'compare'] as const;
export type LabTab = (typeof LAB_TABS)[number];

/** What beside the model each question can be asked of: which version, on which day, about whom. Two models are compared as they are live. */
export const ASKED_OF: Readonly<Record<LabTab, readonly ('version' | 'day' | 'whom')[]>> = {
  effect: ['version', 'day', 'whom'],
  outcomes: ['version', 'day', 'whom'],
  advice: ['version', 'day', 'whom'],
  load: ['version'],
  what_if: ['version'],
  compare: ['day', 'whom'],
};
