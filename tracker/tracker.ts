import { listen } from './listen.ts';
import { isRefused, type Settings } from './settings.ts';

/** The function that pages call. Before this script has come, a stub of theirs collects the calls in `q`. */
type Plumb = { (command: string, ...rest: unknown[]): void; q?: Iterable<unknown>[]; ready?: boolean };

const scope = window as unknown as { plumb: Plumb };
const script = (document.currentScript || document.querySelector('script[data-write-key]')) as HTMLScriptElement;
const settings: Settings = script.dataset;

function begin(): void {
  const stub: Partial<Plumb> = scope.plumb || {};
  // Twice on a page counts once.
  if (stub.ready) return;
  const endpoint = new URL('/v1/batch', settings.host || script.src).href;
  const commands = isRefused(settings) ? undefined : listen(settings, endpoint);
  const plumb: Plumb = (command, ...rest) => {
    try {
      if (commands) (commands[command] as (...rest: unknown[]) => void)(...rest);
    } catch (problem) {
      // A site never breaks because of its tracker.
      console.warn('plumb', command, problem);
    }
  };
  plumb.ready = true;
  scope.plumb = plumb;
  // What was asked for early comes first: it may be to opt out.
  for (const call of stub.q || []) plumb(...(call as Parameters<Plumb>));
  plumb('page');
}

// A page that is only loaded ahead has not been visited yet.
if ((document as { prerendering?: boolean }).prerendering) document.addEventListener('prerenderingchange', begin);
else begin();
