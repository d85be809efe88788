import { z } from 'zod';
import { Condition } from '../../../conditions/format.ts';

const Id = z.int().positive();
const Instant = z.iso.datetime({ offset: true });

/** What must hold of a valid lead, and how many of those whom the caller may see it does not hold for now. */
export const ValidityRule = z.object({
  validity_rule_id: Id,
  name: z.string(),
  when: Condition,
  reason: z.string(),
  changed_at: Instant,
  archived_at: Instant.nullable(),
  /** People and, of these, open leads that do not fulfil it; of the leads, those of whom it is only not known yet. Null once archived. */
  people: z.int().nullable(),
  leads: z.int().nullable(),
  leads_unknown: z.int().nullable(),
});
export type ValidityRule = z.infer<typeof ValidityRule>;

/** `GET /api/validity-rules`, in their order, archived ones last. Who fulfils all that are in use is valid: field `profile.valid`. */
export const ValidityRuleList = z.object({
  rules: z.array(ValidityRule),
  leads: z.int(),
  leads_not_valid: z.int(),
});

/** So many rules may be in use at once: each is asked of everybody, and all stand on the card of who fulfils none. */
export const MOST_RULES = 50;

/** `POST /api/validity-rules`: `conflict` where as many as may be are in use. `when` is checked against the fields of people; `reason` is shown where it does not hold. */
export const NewValidityRule = z.object({
  name: z.string().trim().min(1).max(200),
  when: z.unknown(),
  reason: z.string().trim().min(1).max(300),
});
export type NewValidityRule = z.infer<typeof NewValidityRule>;

/** `PATCH /api/validity-rules/:validity_rule_id`: what is left out stays. */
export const ValidityRuleChange = NewValidityRule.extend({ archived: z.boolean() }).partial();
export type ValidityRuleChange = z.infer<typeof ValidityRuleChange>;
export const ValidityRuleParams = z.object({ validity_rule_id: z.coerce.number().int().positive() });
export const ValidityRuleAnswer = z.object({ validity_rule_id: Id });

/** `PUT /api/validity-rules/order`: rules that are left out come after these, as they stood. */
export const ValidityRuleOrder = z.object({ validity_rule_ids: z.array(Id).min(1).max(1000) });

/** Whether somebody is valid: every rule that fails, in order, and what is known where. `rules`: how many there are in use. */
export const Validity = z.object({
  rules: z.int(),
  failing: z.array(
    z.object({
      validity_rule_id: Id,
      name: z.string(),
      reason: z.string(),
      /** Nothing that is known speaks against it: what it asks for is not known yet. */
      unknown: z.boolean(),
      shortfalls: z.array(z.object({ field: z.string(), value: z.unknown(), expected: Condition })),
    }),
  ),
});
export type Validity = z.infer<typeof Validity>;
