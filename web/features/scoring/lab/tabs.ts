/** The questions of the score lab, in the order they are offered. */
export const LAB_TABS = ['effect', 'outcomes', 'advice', 'load', 'what_if', 'compare'] as const;
export type LabTab = (typeof LAB_TABS)[number];
