import { readForm } from './form.ts';
import { openOutbox } from './outbox.ts';
import { forgetCampaign, readCampaign, readPlace } from './place.ts';
import type { Settings } from './settings.ts';
import { recall, remember } from './storage.ts';
import { keepVisitorId, optedOut, readVisitorId, uuid } from './visitor.ts';

type Properties = Record<string, unknown>;
/** What a page can ask for, by the name it is called with: `plumb('track', 'Price Calculated')`. */
export type Commands = Record<string, ((...rest: never[]) => void) | undefined>;

const userKey = 'plumb_user';
const library = { name: 'plumb.js', version: '1' };

/** Begins to listen and to send, for as long as the page lives. Nothing is stored or sent for those who opted out or are still to be asked. */
export function listen({ writeKey, forms, consent }: Settings, endpoint: string): Commands {
  const outbox = openOutbox(endpoint, writeKey);
  let visitor: string | undefined;
  let place = readPlace(document.referrer);
  /** When the page came into view or was last asked how long it has been (epoch ms); 0 while it is hidden. */
  let inViewSince = 0;

  /** Whether there is somebody to listen to; asked anew each time, for another tab may have opted out. */
  function listening(): boolean {
    visitor = readVisitorId() || visitor;
    return !!visitor && visitor !== optedOut;
  }

  function become(id: string): void {
    visitor = id;
    keepVisitorId(id);
  }

  function send(type: string, more: Properties): void {
    if (!listening()) return;
    const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    outbox.post({
      type,
      messageId: uuid(),
      timestamp: new Date(),
      anonymousId: visitor,
      userId: recall(userKey),
      ...more,
      context: { page: place, campaign: readCampaign(), locale: navigator.language, timezone, library },
    });
  }

  /** Tells for how long the page was in view since this was last told. */
  function tellTime(): void {
    const seconds = Math.round((Date.now() - inViewSince) / 1000);
    if (inViewSince && seconds) send('track', { event: 'Page Left', properties: { seconds } });
    inViewSince = document.hidden ? 0 : Date.now();
  }

  function page(name?: string, properties?: Properties): void {
    tellTime();
    if (hasMoved()) place = readPlace(place.url);
    send('page', { name, properties: { ...place, ...properties } });
  }

  const hasMoved = () => readPlace('').url !== place.url;
  // Frameworks set the title only after they have moved.
  const moved = () => setTimeout(() => hasMoved() && page(), 50);

  function leave(): void {
    tellTime();
    inViewSince = 0;
    outbox.flush(true);
  }

  if (listening() || !(visitor || consent === 'wait')) become(visitor || uuid());

  const { pushState } = history;
  history.pushState = (...rest) => {
    pushState.apply(history, rest);
    moved();
  };
  addEventListener('popstate', moved);
  addEventListener('pageshow', ({ persisted }) => persisted && page());
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : tellTime()));
  document.addEventListener(
    'submit',
    ({ target }) => {
      const submission = readForm(target as HTMLFormElement, forms === 'all');
      if (!submission) return;
      const { form, fields, traits } = submission;
      if (traits) send('identify', { traits });
      send('track', { event: 'Form Submitted', properties: { form, fields } });
      outbox.flush();
    },
    true,
  );

  return {
    page,
    track: (event: string, properties?: Properties) => send('track', { event, properties }),
    identify(user: string | Properties, traits?: Properties) {
      if (typeof user === 'object') return send('identify', { traits: user });
      if (!listening()) return;
      const before = recall(userKey);
      // When somebody else signs in on this device, it is another visitor's from here on.
      if (before && before !== `${user}`) become(uuid());
      remember(userKey, `${user}`);
      send('identify', { traits });
    },
    reset() {
      remember(userKey);
      if (listening()) become(uuid());
    },
    optOut() {
      outbox.clear();
      forgetCampaign();
      remember(userKey);
      become(optedOut);
    },
    optIn() {
      if (listening()) return;
      become(uuid());
      page();
    },
  };
}
