import { z } from 'zod';
import { Id, IdParam, Instant } from '../contract/named.ts';

/** What a lead's new score is made of, for a glance: the terms that give most, by name. */
const Reason = z.object({ label: z.string(), points: z.number() });

/** One lead went from a band of the primary model to another; `version` and `at` name its receipt. */
export const CrossedContent = z.object({
  name: z.string(),
  from_band: z.string().nullable(),
  to_band: z.string(),
  band_name: z.string().nullable(),
  is_up: z.boolean(),
  total: z.int(),
  version: z.int(),
  at: Instant,
  reasons: z.array(Reason),
});
export type CrossedContent = z.infer<typeof CrossedContent>;

/** Another version of the model moved several leads at once. */
export const CrossedManyContent = z.object({ up: z.int(), down: z.int(), version: z.int(), at: Instant });
export type CrossedManyContent = z.infer<typeof CrossedManyContent>;

const common = { notification_id: Id, created_at: Instant, read_at: Instant.nullable() };
export const Notification = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('crossed'), person_id: Id, content: CrossedContent }),
  z.object({ ...common, kind: z.literal('crossed_many'), person_id: z.null(), content: CrossedManyContent }),
]);
export type Notification = z.infer<typeof Notification>;

/** `GET /api/notifications`: one's own, newest first; `next` asks for the page after these. */
export const NotificationQuery = z.object({ before: IdParam.optional() });
export const NotificationPage = z.object({
  notifications: z.array(Notification),
  unread: z.int(),
  next: z.int().nullable(),
});

/** `POST /api/notifications/read`: these, or all there are up to now. */
export const ReadBody = z.object({ ids: z.array(Id).max(200).optional() });
export const ReadAnswer = z.object({ read: z.int() });

/** `PUT /api/notifications/settings`: what one gets by e-mail, when a lead goes up and when it goes down. */
export const NotificationSettings = z.object({ mail_up: z.boolean(), mail_down: z.boolean() });
export type NotificationSettings = z.infer<typeof NotificationSettings>;

/** `GET /api/notifications/settings`. `can_mail`: whether this installation has a mail server; the wish is kept without one too. */
export const NotificationSettingsAnswer = NotificationSettings.extend({ can_mail: z.boolean() });
export type NotificationSettingsAnswer = z.infer<typeof NotificationSettingsAnswer>;
