import { z } from 'zod';
import { Condition } from '../../../conditions/format.ts';

/** `GET /api/won`: which touches say that somebody bought. `is_usual`: nobody has said otherwise. */
export const WonRule = z.object({ when: Condition, is_usual: z.boolean() });
export type WonRule = z.infer<typeof WonRule>;

/** `PUT /api/won`: a condition on `touch.*`, or null for the usual one. */
export const WonRuleBody = z.object({ when: Condition.nullable() });
export type WonRuleBody = z.infer<typeof WonRuleBody>;
