import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { ChangeLine } from '../../../src/model/diff/describe-changes.ts';
import css from './change-list.module.css';

const ICONS = { added: IconPlus, removed: IconMinus, changed: IconPencil } as const;

/** What is different between two models, a sentence for each part. */
export function ChangeList({ changes }: { changes: readonly ChangeLine[] }) {
  return (
    <ul className={css.list}>
      {changes.map(({ kind, path, text }) => {
        const Icon = ICONS[kind];
        return (
          <li key={`${kind} ${path.join('.')}`} className={css.line} data-kind={kind}>
            <Icon size={14} stroke={2} />
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
