import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDots, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { SavedView } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { sayDone } from '../../parts/toast.tsx';
import { useChangeView, useRemoveView } from './api.ts';
import css from './leads.module.css';
import { definitionOf, isChanged } from './search.ts';
import type { LeadList } from './use-lead-list.ts';
import { ViewDialog } from './view-dialog.tsx';

const SHIPPED = ['hot', 'mine', 'new', 'interests'] as const;

/** A view's name: shipped ones are translated, others are called what their makers call them. */
export function useViewName(): (view: SavedView) => string {
  const t = useT();
  return (view) => {
    const known = SHIPPED.find((key) => key === view.key);
    return known === undefined ? view.name : t(`leads:view.${known}`);
  };
}

/** The saved views as tabs, and what can be done with what was changed about the one shown. */
export function ViewTabs({ list }: { list: LeadList }) {
  const t = useT();
  const { views = [], view, search } = list;
  const nameOf = useViewName();
  const [saving, setSaving] = useState<'new' | 'rename'>();
  const change = useChangeView();
  const changed = isChanged(search);
  const tabs = useRef<HTMLElement>(null);
  const shownId = view?.saved_view_id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view, or the views at last, is what moves the tabs
  useEffect(() => {
    tabs.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shownId, views.length]);
  const save = () => {
    if (view === undefined) return;
    change.mutate(
      { id: view.saved_view_id, definition: definitionOf(search, view) },
      {
        onSuccess: () => {
          list.write({ kind: undefined, search: undefined, filter: undefined, sort: undefined, columns: undefined });
          sayDone(t('leads:view.saved', { name: nameOf(view) }));
        },
      },
    );
  };
  return (
    <>
      <nav ref={tabs} className={css.tabs} aria-label={t('leads:view.label')}>
        <Link
          to="/leads"
          search={{}}
          className={css.tab}
          data-active={view === undefined}
          aria-current={view === undefined ? 'true' : undefined}
        >
          {t('leads:view.everybody')}
        </Link>
        {views.map((each) => {
          const active = each.saved_view_id === view?.saved_view_id;
          return (
            <Link
              key={each.saved_view_id}
              to="/leads"
              search={{ view: each.saved_view_id }}
              className={css.tab}
              data-active={active}
              aria-current={active ? 'true' : undefined}
            >
              <span className={css.tabName} title={nameOf(each)}>
                {nameOf(each)}
              </span>
              {active && changed && <span className={css.changed} title={t('leads:view.changed')} />}
            </Link>
          );
        })}
      </nav>
      <div className={css.viewActions}>
        {changed && view?.editable && (
          <Button variant="subtle" size="xs" onClick={save} loading={change.isPending}>
            {t('leads:view.save')}
          </Button>
        )}
        {changed && (
          <Button variant="subtle" size="xs" onClick={() => setSaving('new')}>
            {t('leads:view.save_as')}
          </Button>
        )}
      </div>
      {view?.editable && <ViewMenu view={view} list={list} onRename={() => setSaving('rename')} />}
      {saving !== undefined && (
        <ViewDialog
          view={saving === 'rename' ? view : undefined}
          definition={definitionOf(search, view)}
          onClose={() => setSaving(undefined)}
        />
      )}
    </>
  );
}

function ViewMenu({ view, list, onRename }: { view: SavedView; list: LeadList; onRename: () => void }) {
  const t = useT();
  const nameOf = useViewName();
  const mayShare = useMay('views.share');
  const change = useChangeView();
  const remove = useRemoveView();
  const askToRemove = async () => {
    const name = nameOf(view);
    const sure = await confirmAction({
      title: t('leads:view.remove_title', { name }),
      text: t('leads:view.remove_text'),
      confirm: t('leads:view.remove'),
      cancel: t('common:action.cancel'),
    });
    if (!sure) return;
    remove.mutate(view.saved_view_id);
    list.write({ view: undefined });
  };
  return (
    <Menu>
      <Tooltip label={t('leads:view.more')}>
        <Menu.Target>
          <ActionIcon className={css.viewMenu} aria-label={t('leads:view.more')}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={onRename}>
          {t('leads:view.rename')}
        </Menu.Item>
        {mayShare && (
          <Menu.Item
            leftSection={<IconUsers size={15} stroke={1.75} />}
            onClick={() => change.mutate({ id: view.saved_view_id, shared: !view.shared })}
          >
            {t(view.shared ? 'leads:view.unshare' : 'leads:view.share')}
          </Menu.Item>
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.75} />} onClick={() => void askToRemove()}>
          {t('leads:view.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
