import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconArrowDown, IconArrowUp, IconDots, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useSayCondition } from '../../parts/conditions/condition-fields.ts';
import { Tag } from '../../parts/tag.tsx';
import type { ValidityRule } from './api.ts';
import { failing } from './filters.ts';
import css from './validity.module.css';

export type RuleActions = {
  edit: () => void;
  archive: (archived: boolean) => void;
  /** Undefined where there is nothing to move past. */
  up: (() => void) | undefined;
  down: (() => void) | undefined;
};

type RuleRowProps = {
  rule: ValidityRule;
  /** All leads, which those that fail are a share of. */
  leads: number;
  /** Undefined for whoever may not change it. */
  actions: RuleActions | undefined;
};

/** A rule: what must hold in words, what is said where it does not, and how many leads that is. */
export function RuleRow({ rule, leads, actions }: RuleRowProps) {
  const t = useT();
  const say = useSayCondition();
  const { name, when, reason, archived_at } = rule;
  return (
    <li className={css.rule} data-archived={archived_at !== null} aria-label={name}>
      <div className={css.words}>
        <h3 className={css.name}>
          {name}
          {archived_at !== null && <Tag>{t('validity:archived')}</Tag>}
        </h3>
        <p className={css.when}>{say(when)}</p>
        <p className={css.reason}>{t('validity:else', { reason })}</p>
      </div>
      <Failing rule={rule} leads={leads} />
      {actions !== undefined && <RuleMenu rule={rule} actions={actions} />}
    </li>
  );
}

function Failing({ rule: { when, leads: failed, leads_unknown: unknown }, leads }: Omit<RuleRowProps, 'actions'>) {
  const t = useT();
  const formats = useFormats();
  if (failed === null || unknown === null) return null;
  return (
    <div className={css.figures}>
      {failed === 0 ? (
        <span className={css.quiet}>{t('validity:fails_none')}</span>
      ) : (
        <Link to="/leads" search={{ kind: 'lead', filter: failing(when) }}>
          {t('validity:fails', { count: failed, share: formats.percent(failed / Math.max(leads, 1)) })}
        </Link>
      )}
      {unknown > 0 && <span className={css.quiet}>{t('validity:unknown', { count: unknown })}</span>}
    </div>
  );
}

function RuleMenu({ rule: { name, archived_at }, actions }: { rule: ValidityRule; actions: RuleActions }) {
  const t = useT();
  const archived = archived_at !== null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon className={css.menu} aria-label={t('validity:more', { name })}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={actions.edit}>
          {t('validity:edit')}
        </Menu.Item>
        {actions.up !== undefined && (
          <Menu.Item leftSection={<IconArrowUp size={15} stroke={1.75} />} onClick={actions.up}>
            {t('validity:up')}
          </Menu.Item>
        )}
        {actions.down !== undefined && (
          <Menu.Item leftSection={<IconArrowDown size={15} stroke={1.75} />} onClick={actions.down}>
            {t('validity:down')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={archived ? <IconArchiveOff size={15} stroke={1.75} /> : <IconArchive size={15} stroke={1.75} />}
          onClick={() => actions.archive(!archived)}
        >
          {t(archived ? 'validity:restore' : 'validity:archive')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
