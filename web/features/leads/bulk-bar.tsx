import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkAction } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { membersQuery } from '../../lib/vocabulary.ts';
import { ActionBar } from '../../parts/action-bar.tsx';
import { useBandName } from '../../parts/band.tsx';
import { PersonPicker } from '../../parts/person-picker.tsx';
import { offerUndo, sayDone } from '../../parts/toast.tsx';
import { useBulk, useUndoBulk } from './api.ts';
import { SetFieldButton } from './set-field.tsx';
import { SetTemperatureButton } from './set-temperature.tsx';
import type { LeadList } from './use-lead-list.ts';
import type { useSelection } from './use-selection.ts';

type BulkBarProps = { list: LeadList; selection: ReturnType<typeof useSelection> };

/** What can be done to everybody selected; each change says how many it reached and can be taken back. */
export function BulkBar({ list, selection }: BulkBarProps) {
  const t = useT();
  const formats = useFormats();
  const mayAssign = useMay('leads.assign');
  const mayWrite = useMay('people.write');
  const [assigning, setAssigning] = useState(false);
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: mayAssign });
  const bandName = useBandName();
  const bulk = useBulk();
  const undo = useUndoBulk();
  useHotkeys(
    [{ keys: 'a', label: t('leads:bulk.assign'), group: t('parts:table.keys'), run: () => setAssigning(true) }],
    mayAssign,
  );

  const total = list.count;
  const affected = selection.all ? total?.count : selection.ids.size;
  const shown = formats.number(affected ?? 0);
  const select = selection.all ? { query: list.selection } : { person_ids: [...selection.ids] };

  const takeBack = (id: number) =>
    void undo.mutateAsync(id).then(
      ({ restored, kept }) =>
        sayDone(
          kept === 0
            ? t('leads:bulk.undone', { count: restored })
            : t('leads:bulk.undone_kept', { count: restored, kept: formats.number(kept) }),
        ),
      () => undefined,
    );
  // The bar may be gone when the answer comes, so what is said then does not hang on it.
  const act = (action: BulkAction, said: (shown: string, count: number) => string) =>
    void bulk.mutateAsync({ select, action }).then(
      ({ bulk_change_id, affected: changed }) =>
        changed === 0
          ? sayDone(t('leads:bulk.nothing_changed'))
          : offerUndo(said(formats.number(changed), changed), t('common:action.undo'), () => takeBack(bulk_change_id)),
      () => undefined,
    );

  return (
    <ActionBar
      said={t(selection.all && total?.exact === false ? 'leads:bulk.about_selected' : 'leads:bulk.selected', {
        count: affected ?? 0,
        shown,
      })}
      more={
        !selection.all && (total?.count ?? 0) > selection.ids.size ? (
          <Button variant="subtle" size="xs" onClick={() => selection.selectAll(true)}>
            {t('leads:bulk.select_all_matching')}
          </Button>
        ) : undefined
      }
      onClear={() => selection.selectAll(false)}
    >
      {mayAssign && (
        <PersonPicker
          opened={assigning}
          onOpened={setAssigning}
          people={members.map((member) => ({ id: member.user_id, name: member.name }))}
          none={t('leads:no_owner')}
          label={t('leads:bulk.assign')}
          onPick={(owner) =>
            act({ kind: 'assign_owner', owner_id: owner?.id ?? null }, (number, count) =>
              owner === null
                ? t('leads:bulk.unassigned', { count, shown: number })
                : t('leads:bulk.assigned', { count, shown: number, owner: owner.name }),
            )
          }
        >
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconUserCheck size={15} stroke={1.75} />}
            loading={bulk.isPending}
          >
            {t('leads:bulk.assign')}
          </Button>
        </PersonPicker>
      )}
      {mayWrite && (
        <SetFieldButton
          onSet={(key, value, label) =>
            act({ kind: 'set_field', key, value }, (number, count) =>
              t('leads:bulk.field_set', { count, shown: number, field: label }),
            )
          }
        />
      )}
      {mayWrite && (
        <SetTemperatureButton
          onSet={(wish) =>
            act(wish, (number, count) =>
              wish.kind === 'end_temperature'
                ? t('leads:bulk.points_again', { count, shown: number })
                : t('leads:bulk.warmed', { count, shown: number, band: bandName(wish.band) }),
            )
          }
        />
      )}
    </ActionBar>
  );
}
