import { useT } from '../../../lib/i18n.ts';
import type { AuditEntry } from '../api.ts';
import css from '../settings.module.css';
import type { useAuditWords } from './audit-words.ts';

const LONGEST = 120;
const MOST = 8;

type ChangesProps = { entry: AuditEntry; words: ReturnType<typeof useAuditWords> };

/** What a change changed: each value before and after, or the one there was. */
export function Changes({ entry, words }: ChangesProps) {
  const t = useT();
  const { before, after, subject_kind } = entry;
  const say = (name: string, value: unknown) => words.value(name, value) ?? tell(value);
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (name) =>
      // Its own id and instant stand beside it.
      name !== 'created_at' && name !== `${subject_kind}_id` && tell(before?.[name]) !== tell(after?.[name]),
  );
  return (
    <dl className={css.changes}>
      {names.slice(0, MOST).map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before !== null && name in before && <Value text={say(name, before[name])} />}
            {before !== null && name in before && after !== null && name in after && (
              <span className={css.faint}> → </span>
            )}
            {after !== null && name in after && <Value text={say(name, after[name])} />}
          </dd>
        </div>
      ))}
      {names.length > MOST && (
        <div className={css.faint}>{t('settings:audit.more', { count: names.length - MOST })}</div>
      )}
    </dl>
  );
}

function Value({ text }: { text: string }) {
  return (
    <span title={text.length > LONGEST ? text : undefined}>
      {text.slice(0, LONGEST)}
      {text.length > LONGEST && '…'}
    </span>
  );
}

/** A value as the log shows it: texts and lists of them as they are, nothing as a dash, the rest as JSON. */
function tell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
