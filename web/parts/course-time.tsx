import type { KeyboardEvent, PointerEvent } from 'react';
import { useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import css from './course-time.module.css';

export type CoursePoint = { at: string; total: number; band: string };

/** Something that moved a score: a touch, what became known, points by hand, other rules. `at` is an ISO instant. */
export type CourseMark = { key: string; at: string; kind: 'touch' | 'field' | 'hand' | 'rules'; label: string };

type CourseTimeProps = {
  course: CoursePoint[];
  marks: CourseMark[];
  at: string | undefined;
  onAt: ((at: string | undefined) => void) | undefined;
  edges: { left: number; right: number; bottom: number };
};

/** What lies over a course: its marks, and the instant that is looked at, chosen by a press or the arrow keys. */
export function CourseTime({ course, marks, at, onAt, edges }: CourseTimeProps) {
  const t = useT();
  const formats = useFormats();
  const [first, last] = [Date.parse(course[0]?.at ?? ''), Date.parse(course.at(-1)?.at ?? '')];
  const span = Math.max(1, last - first);
  const leftOf = (instant: string) => `${Math.max(0, Math.min(1, (Date.parse(instant) - first) / span)) * 100}%`;
  const seen = marks.filter((mark) => Date.parse(mark.at) >= first && Date.parse(mark.at) <= last);
  const place = { left: edges.left, right: edges.right, bottom: edges.bottom };
  const chosen = at === undefined ? course.length - 1 : course.findLastIndex((point) => point.at <= at);
  const choose = (index: number) => {
    const point = course[Math.max(0, Math.min(course.length - 1, index))];
    if (point !== undefined) onAt?.(index >= course.length - 1 ? undefined : point.at);
  };
  const press = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const instant = first + ((event.clientX - box.left) / box.width) * span;
    onAt?.(instant >= last ? undefined : new Date(Math.max(first, instant)).toISOString());
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? course.length - 1 : undefined;
    if (by === undefined && to === undefined) return;
    event.preventDefault();
    choose(to ?? chosen + (by ?? 0));
  };
  const shown = course[Math.max(0, chosen)];
  return (
    <div className={css.time} style={place}>
      {seen.map((mark) => (
        <span key={mark.key} className={css.mark} data-kind={mark.kind} style={{ left: leftOf(mark.at) }}>
          <span className={css.dot} title={`${formats.dateTime(mark.at)}: ${mark.label}`} />
        </span>
      ))}
      {onAt !== undefined && (
        <div
          className={css.choose}
          role="slider"
          tabIndex={0}
          aria-label={t('parts:course.choose')}
          aria-valuemin={0}
          aria-valuemax={course.length - 1}
          aria-valuenow={Math.max(0, chosen)}
          aria-valuetext={shown && `${formats.dateTime(at ?? shown.at)}: ${formats.number(shown.total)}`}
          onPointerUp={press}
          onKeyDown={step}
        />
      )}
      {at !== undefined && <span className={css.now} style={{ left: leftOf(at) }} aria-hidden="true" />}
    </div>
  );
}
