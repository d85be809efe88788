import { Modal } from '@mantine/core';
import { useActiveHotkeys } from '../lib/hotkeys.ts';
import { useT } from '../lib/i18n.ts';
import { Keys } from './keys.tsx';
import css from './shortcuts-help.module.css';

/** Every shortcut that works on the present screen, by group; keys without a name are left out. */
export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  const hotkeys = useActiveHotkeys().filter((hotkey) => hotkey.label !== '');
  const groups = Map.groupBy(hotkeys, (hotkey) => hotkey.group);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('parts:shortcuts.title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <div className={css.groups}>
        {[...groups].map(([group, keys]) => (
          <section key={group}>
            <h3 className={css.group}>{group}</h3>
            <dl className={css.list}>
              {keys.map((hotkey) => (
                <div key={hotkey.keys} className={css.row}>
                  <dt>{hotkey.label}</dt>
                  <dd>
                    <Keys keys={hotkey.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
