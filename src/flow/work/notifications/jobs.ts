import { sql } from 'kysely';
import { z } from 'zod';
import { inTransaction, inWorkspace } from '../../../base/db.ts';
import type { JobContext } from '../../../base/job.ts';
import { defineJob } from '../../../base/jobs.ts';
import type { Notification } from './contract.ts';
import { writeLetter } from './write-letter.ts';

type Due = Pick<Notification, 'notification_id' | 'kind' | 'person_id' | 'content'> & {
  workspace_id: number;
  mail_to: string;
  language: string;
};

/** Letters that one turn sends; what is left goes at the next. */
const most = 50;
/** What could not be sent for a day is old news: it stays on the screen. */
const tooOld = '1 day';

/**
 * Sends by e-mail what is to be sent. A letter is claimed before it goes, so that two processes never send it twice; one that the server does not take
 * is given back and tried again at a later turn.
 */
export const mailNotificationsJob = defineJob(
  'work.mail_notifications',
  z.object({}),
  async (context) => {
    const { mailer } = context.outward;
    if (!mailer) return;
    for (const due of await claim(context)) {
      const letter = writeLetter(due, due.language, context.outward.publicUrl);
      const id = `plumb-${due.workspace_id}-${due.notification_id}`;
      try {
        await mailer.send({ to: due.mail_to, ...letter }, id);
      } catch (error) {
        context.log.warn({ err: error, notification_id: due.notification_id }, 'A notification could not be sent');
        await giveBack(context, due);
      }
    }
  },
  { every_ms: 5_000 },
);

async function claim({ db }: JobContext): Promise<Due[]> {
  const { rows } = await inTransaction(db.owner, (tx) =>
    sql<Due>`
      update notification n set mailed_at = now()
      from auth_user u
      where u.id = n.user_id and (n.workspace_id, n.notification_id) in (
        select d.workspace_id, d.notification_id from notification d
        where d.mail_to is not null and d.mailed_at is null and d.created_at > now() - ${sql.lit(tooOld)}::interval
          and d.not_before <= now()
        order by d.notification_id limit ${most} for update skip locked)
      returning n.workspace_id, n.notification_id, n.kind, n.person_id, n.content, n.mail_to, u.language`.execute(tx),
  );
  return rows;
}

async function giveBack({ db }: JobContext, { workspace_id, notification_id }: Due): Promise<void> {
  await inWorkspace(db.app, workspace_id, (tx) =>
    sql`update notification n set mailed_at = null, not_before = now() + interval '1 minute'
      where n.workspace_id = ${workspace_id} and n.notification_id = ${notification_id}`.execute(tx),
  );
}
