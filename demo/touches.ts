import type { Campaign, SitePage, SourceKey } from './site.ts';

/** What a message says about where it came from. */
export type TouchContext = { page?: SitePage; campaign?: Campaign };

type Common = {
  /** Key of the way in; the rest of the touch is a message of the Segment protocol as it is. */
  source: SourceKey;
  messageId: string;
  anonymousId?: string;
  userId?: string;
  context?: TouchContext;
  /** ISO 8601 in UTC. */
  timestamp: string;
};

/** What a person says about themselves. Which of it depends on what the form asked. */
export type Traits = {
  email?: string;
  firstName?: string;
  lastName?: string;
  phone?: string;
  title?: string;
  department?: string;
  language?: string;
  country?: string;
  city?: string;
  challenge?: string;
  adoption_time?: string;
  subject?: string;
  message?: string;
  company?: { name?: string; industry?: string; employees?: number; country?: string; city?: string };
};

/** One thing that reached the vendor. */
export type DemoTouch =
  | (Common & { type: 'page'; properties: SitePage })
  | (Common & { type: 'track'; event: string; properties: Record<string, string | number> })
  | (Common & { type: 'identify'; traits: Traits });

/** Omits over a union one member at a time. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** A touch without what the notebook adds: its id and its instant. */
export type NewTouch = Without<DemoTouch, 'messageId' | 'timestamp'>;

/**
 * Collects one person's touches. What would happen after `until` is not written down, and `note` says so, so that nobody is
 * credited with what nobody has seen.
 */
export type Notebook = {
  note: (at: number, touch: NewTouch) => boolean;
  /** In order of time. */
  read: () => DemoTouch[];
  /** Epoch ms of the latest touch so far; 0 while there is none. */
  latest: () => number;
};

/** An empty notebook; message ids are `prefix` and a number. Instants are epoch ms. */
export function openNotebook(prefix: string, until: number): Notebook {
  const entries: { at: number; touch: DemoTouch }[] = [];
  let last = 0;
  return {
    note(at, touch) {
      if (at > until) return false;
      if (at > last) last = at;
      const written = touch as DemoTouch;
      written.messageId = `${prefix}-${entries.length.toString(36)}`;
      written.timestamp = new Date(at).toISOString();
      entries.push({ at, touch: written });
      return true;
    },
    read: () => entries.sort((a, b) => a.at - b.at).map((entry) => entry.touch),
    latest: () => last,
  };
}
