import type { Db } from '../../base/db.ts';
import type { Doors } from '../session.ts';

/** What the routes of access are built with. */
export type AccessContext = Doors & {
  app: Db;
  /** What single sign-on is called; null where it is not configured. */
  oidcName: string | null;
};
