import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconClick,
  IconCopy,
  IconDots,
  IconFolderPlus,
  IconId,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconRepeat,
  IconTrash,
} from '@tabler/icons-react';
import { useT } from '../../../../lib/i18n.ts';
import { useBuilder } from '../context.ts';
import { stepSpot } from '../parts/move.ts';
import { findTerm, type MovableId } from '../parts/spot.ts';
import { usePartActions } from '../use-part-actions.ts';
import css from './outline.module.css';

type RowMenuProps = { id: MovableId; canRemove: boolean; reachable: boolean };

const SIZE = { size: 15, stroke: 1.75 } as const;

/** What can be done to a part, and what can be put into it. */
export function RowMenu({ id, canRemove, reachable }: RowMenuProps) {
  const t = useT();
  const { model } = useBuilder();
  const actions = usePartActions();
  const off = id.part === 'term' && findTerm(model, id.key)?.term.off === true;
  return (
    <span className={css.actions}>
      {id.part === 'group' && (
        <Menu>
          <Menu.Target>
            <ActionIcon size="sm" tabIndex={reachable ? 0 : -1} aria-label={t('builder:action.add_rule')}>
              <IconPlus {...SIZE} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('builder:action.add_rule')}</Menu.Label>
            <Menu.Item leftSection={<IconId {...SIZE} />} onClick={() => actions.addTerm(id.key, 'field')}>
              {t('builder:add.field')}
            </Menu.Item>
            <Menu.Item leftSection={<IconClick {...SIZE} />} onClick={() => actions.addTerm(id.key, 'signal')}>
              {t('builder:add.signal')}
            </Menu.Item>
            <Menu.Item leftSection={<IconRepeat {...SIZE} />} onClick={() => actions.addTerm(id.key, 'count')}>
              {t('builder:add.count')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon size="sm" tabIndex={reachable ? 0 : -1} aria-label={t('builder:action.more')}>
            <IconDots {...SIZE} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {id.part === 'dimension' && (
            <Menu.Item leftSection={<IconFolderPlus {...SIZE} />} onClick={() => actions.addGroup(id.key)}>
              {t('builder:action.add_group')}
            </Menu.Item>
          )}
          {id.part === 'term' && (
            <Menu.Item
              leftSection={off ? <IconPlayerPlay {...SIZE} /> : <IconPlayerPause {...SIZE} />}
              onClick={() => actions.switchOff(id)}
            >
              {t(off ? 'builder:action.switch_on' : 'builder:action.switch_off')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy {...SIZE} />} onClick={() => actions.copy(id)}>
            {t('builder:action.copy')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp {...SIZE} />}
            disabled={stepSpot(model, id, -1) === undefined}
            onClick={() => actions.step(id, -1)}
          >
            {t('builder:action.up')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown {...SIZE} />}
            disabled={stepSpot(model, id, 1) === undefined}
            onClick={() => actions.step(id, 1)}
          >
            {t('builder:action.down')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash {...SIZE} />}
            disabled={!canRemove}
            onClick={() => actions.remove(id)}
          >
            {t('builder:action.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
