import type { ReactNode } from 'react';
import { useFormats } from '../lib/formats.ts';
import css from './timeline.module.css';

export type TimelineItem = {
  key: string;
  at: string;
  icon: ReactNode;
  /** What happened, in one line. */
  title: ReactNode;
  /** More about it, under the line. */
  body?: ReactNode;
  /** At the right end: where it came from, how often. */
  note?: ReactNode;
  /** A note is a card of its own among the lines. */
  raised?: boolean;
  /** Pointed at from elsewhere, such as from the receipt. */
  lit?: boolean;
  onOpen?: () => void;
  openLabel?: string;
};

/** What happened, by day, newest first. */
export function Timeline({ items, now }: { items: TimelineItem[]; now: number }) {
  const formats = useFormats();
  const days = Map.groupBy(items, (item) => formats.dayKey(item.at));
  return (
    <div className={css.timeline}>
      {[...days].map(([day, entries]) => (
        <section key={day}>
          <h2 className={css.day}>{formats.longDay(entries[0]?.at ?? day, now)}</h2>
          <ol className={css.entries}>
            {entries.map((item) => (
              <Entry key={item.key} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ item }: { item: TimelineItem }) {
  const formats = useFormats();
  return (
    <li className={css.entry} data-raised={item.raised} data-lit={item.lit}>
      <span className={css.icon} aria-hidden="true">
        {item.icon}
      </span>
      <div className={css.content}>
        <div className={css.line}>
          {item.onOpen === undefined ? (
            <span className={css.title}>{item.title}</span>
          ) : (
            <button type="button" className={css.open} onClick={item.onOpen} title={item.openLabel}>
              {item.title}
            </button>
          )}
          {item.note != null && <span className={css.note}>{item.note}</span>}
          <time className={css.time} dateTime={item.at} title={formats.dateTime(item.at)}>
            {formats.time(item.at)}
          </time>
        </div>
        {item.body != null && <div className={css.body}>{item.body}</div>}
      </div>
    </li>
  );
}
