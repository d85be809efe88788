import type { Step } from '../../base/step.ts';

/** What the workspace's own history teaches: who its customers are, and the way that led there. */
export const learning: Step = {
  name: 'learning',
  routes: () => {},
};
