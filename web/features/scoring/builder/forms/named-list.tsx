import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useT } from '../../../../lib/i18n.ts';
import { offerUndo } from '../../../../parts/toast.tsx';
import { useBuilder } from '../context.ts';
import css from './forms.module.css';

type Named = { key: string; name: string; said: string; used: boolean };

/** Signals or profiles by name with what they mean; what no rule refers to can be removed. */
export function NamedList({ part, items }: { part: 'signal' | 'profile'; items: Named[] }) {
  const t = useT();
  const { model, change, select } = useBuilder();
  const list = part === 'signal' ? 'signals' : 'profiles';
  const remove = ({ key, name }: Named) => {
    const { [key]: taken, ...rest } = model[list] ?? {};
    if (taken === undefined) return;
    change((now) => ({ ...now, [list]: rest }));
    offerUndo(t('builder:removed', { name }), t('common:action.undo'), () =>
      change((now) => ({ ...now, [list]: { ...now[list], [key]: taken } })),
    );
  };
  if (items.length === 0) return <p className={css.hint}>{t(`builder:${list}.none`)}</p>;
  return (
    <ul className={css.named}>
      {items.map((item) => (
        <li key={item.key} className={css.namedItem}>
          <UnstyledButton className={css.namedWords} onClick={() => select({ part, key: item.key })}>
            <span className={css.namedName}>{item.name}</span>
            <span className={css.namedSaid}>{item.said}</span>
          </UnstyledButton>
          <Tooltip label={item.used ? t(`builder:${list}.in_use`) : t('builder:action.remove')}>
            <ActionIcon
              aria-label={t('builder:action.remove_named', { name: item.name })}
              data-disabled={item.used || undefined}
              aria-disabled={item.used}
              onClick={() => !item.used && remove(item)}
            >
              <IconTrash size={15} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
