import { useFormats } from '../lib/formats.ts';
import { useNow } from '../lib/now.ts';
import css from './heard-touches.module.css';

/** A touch as it is told in passing. `received_at` is an ISO instant. */
export type HeardTouch = { type: string; event: string | null; url: string | null; received_at: string };

/** The last few touches that arrived, newest first: what each was and how long ago. */
export function HeardTouches({ label, touches }: { label: string; touches: readonly HeardTouch[] }) {
  const formats = useFormats();
  const now = useNow();
  return (
    <ul className={css.list} aria-label={label}>
      {touches.map((touch, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two touches can be alike in everything that is told of them
        <li key={`${touch.received_at} ${at}`} className={css.touch}>
          <span className="pl-truncate" title={touch.url ?? undefined}>
            {touch.event ?? touch.url ?? touch.type}
          </span>
          <time dateTime={touch.received_at} title={formats.dateTime(touch.received_at)} className={css.when}>
            {formats.ago(touch.received_at, Math.max(now, Date.parse(touch.received_at)))}
          </time>
        </li>
      ))}
    </ul>
  );
}
