import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../../../lib/i18n.ts';
import type { MovableId } from '../parts/spot.ts';
import { usePartActions } from '../use-part-actions.ts';
import css from './forms.module.css';

type FormHeadProps = {
  /** What kind of part it is. */
  kind: string;
  /** What it stands in. */
  where?: string;
  /** A part of the outline can be copied and removed here too. */
  id?: MovableId;
  children?: ReactNode;
};

/** The head of a part's form: what it is and where it stands. */
export function FormHead({ kind, where, id, children }: FormHeadProps) {
  const t = useT();
  const actions = usePartActions();
  return (
    <div className={css.head}>
      <div className={css.headWords}>
        <h2 className={css.kind}>{kind}</h2>
        {where !== undefined && <p className={css.where}>{where}</p>}
      </div>
      {children}
      {id !== undefined && (
        <div className={css.headActions}>
          <Tooltip label={t('builder:action.copy')}>
            <ActionIcon aria-label={t('builder:action.copy')} onClick={() => actions.copy(id)}>
              <IconCopy size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('builder:action.remove')}>
            <ActionIcon aria-label={t('builder:action.remove')} onClick={() => actions.remove(id)}>
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </div>
  );
}

/** A labelled group of inputs, named for a screen reader too. */
export function Field({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={css.field}>
      <legend className={css.legend}>{label}</legend>
      {hint !== undefined && <p className={css.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}
