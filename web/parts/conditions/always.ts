import type { Condition } from '../../../src/conditions/format.ts';

/** The condition that holds for everybody: what an empty editor begins with. */
export const ALWAYS_HOLDS: Condition = { combinator: 'and', rules: [] };
