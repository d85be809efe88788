import { getUserId } from '../../../access/index.ts';
import { inWorkspace } from '../../../base/db.ts';
import { notifyLive } from '../../../base/live.ts';
import type { RegisterRoutes } from '../../../base/step.ts';
import {
  NotificationPage,
  NotificationQuery,
  NotificationSettings,
  NotificationSettingsAnswer,
  ReadAnswer,
  ReadBody,
} from './contract.ts';
import { listNotifications, markRead, readSettings, saveSettings } from './queries.ts';

/** Adds the routes of what one should know. Everybody sees their own only; a key, which is nobody, has none. */
export const addNotificationRoutes: RegisterRoutes = (app, { db, canMail }) => {
  const config = { permission: 'people.read' } as const;
  const tags = ['notifications'];

  app.get(
    '/api/notifications',
    {
      config,
      schema: {
        summary: 'What you should know, newest first',
        tags,
        querystring: NotificationQuery,
        response: { 200: NotificationPage },
      },
    },
    ({ actor, query }) => {
      const userId = getUserId(actor);
      return inWorkspace(db.app, actor.workspace_id, (tx) =>
        listNotifications(tx, actor.workspace_id, userId, query.before),
      );
    },
  );

  app.post(
    '/api/notifications/read',
    {
      config,
      schema: { summary: 'Mark notifications as read', tags, body: ReadBody, response: { 200: ReadAnswer } },
    },
    ({ actor, body }) => {
      const userId = getUserId(actor);
      return inWorkspace(db.app, actor.workspace_id, async (tx) => {
        const read = await markRead(tx, actor.workspace_id, userId, body.ids);
        // Other tabs of theirs show it too.
        if (read > 0) await notifyLive(tx, { topic: 'notification' });
        return { read };
      });
    },
  );

  app.get(
    '/api/notifications/settings',
    { config, schema: { summary: 'What you get by e-mail', tags, response: { 200: NotificationSettingsAnswer } } },
    ({ actor }) => {
      const userId = getUserId(actor);
      return inWorkspace(db.app, actor.workspace_id, async (tx) => ({
        ...(await readSettings(tx, actor.workspace_id, userId)),
        can_mail: canMail,
      }));
    },
  );

  app.put(
    '/api/notifications/settings',
    {
      config,
      schema: {
        summary: 'Change what you get by e-mail',
        tags,
        body: NotificationSettings,
        response: { 200: NotificationSettingsAnswer },
      },
    },
    ({ actor, body }) => {
      const userId = getUserId(actor);
      return inWorkspace(db.app, actor.workspace_id, async (tx) => {
        await saveSettings(tx, actor.workspace_id, userId, body);
        return { ...body, can_mail: canMail };
      });
    },
  );
};
