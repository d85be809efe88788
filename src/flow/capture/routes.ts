import type { App, RouteContext } from '../../base/step.ts';
import { addFormRoutes } from './form/routes.ts';
import { addImportRoutes } from './import/routes.ts';
import { openIntake } from './intake.ts';
import { addLeadRoutes } from './lead/routes.ts';
import { addSegmentRoutes } from './segment/routes.ts';
import { addSourceRoutes } from './sources/routes.ts';
import { addUnreadableRoutes } from './unreadable/routes.ts';

/** Adds every door of capture. They share one intake, which is emptied before the server is closed. */
export async function addCaptureRoutes(app: App, context: RouteContext): Promise<void> {
  const intake = openIntake(context.db.app);
  app.addHook('onClose', () => intake.drain());
  await addSegmentRoutes(app, context, intake);
  await addFormRoutes(app, context, intake);
  addLeadRoutes(app, context, intake);
  addSourceRoutes(app, context);
  addUnreadableRoutes(app, context, intake);
  await addImportRoutes(app, context);
}
