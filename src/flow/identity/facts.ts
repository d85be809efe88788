import { z } from 'zod';
import { defineFact } from '../../base/facts.ts';

/** A touch just kept, as scoring needs it: whose it is, when, and what conditions on touches read. */
export type KeptTouch = {
  touch_id: number;
  person_id: number;
  occurred_at: number;
  source_id: number;
  channel: string;
  type: string;
  event: string | null;
  properties: Record<string, unknown>;
};

/** What a batch did to people, within the transaction that does it. */
export type PeopleTouched = {
  workspace_id: number;
  now: number;
  touches: KeptTouch[];
  /** Everybody whose points may be other now: touched, changed, or joined with somebody. */
  person_ids: number[];
  /** absorbed became part of survivor; all that hangs on absorbed moves there. */
  merges: { survivor: number; absorbed: number }[];
  /** Touches that moved to another person for any other reason. */
  moved: { touch_id: number; person_id: number }[];
  leads_opened: { person_id: number; lead_id: number }[];
};

export const peopleTouched = defineFact(
  'people.touched',
  z.custom<PeopleTouched>((value) => typeof value === 'object'),
  'Touches were kept under their people; announced once per batch, in its transaction.',
);

export const leadsOpened = defineFact(
  'leads.opened',
  z.object({ workspace_id: z.int(), leads: z.array(z.object({ person_id: z.int(), lead_id: z.int() })) }),
  'People became leads: the promotion rule held for the first time, or somebody opened one by hand.',
);

export const ownersChanged = defineFact(
  'owners.changed',
  z.object({
    workspace_id: z.int(),
    owners: z.array(z.object({ person_id: z.int(), lead_id: z.int(), owner_id: z.string().nullable() })),
  }),
  'Open leads got another owner, or none.',
);
