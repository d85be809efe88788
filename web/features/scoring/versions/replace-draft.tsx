import { Button, Group, Modal, ScrollArea, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { membersQuery } from '../../../lib/vocabulary.ts';
import { type ModelEntry, versionQuery } from '../api.ts';
import { ChangeList } from '../change-list.tsx';
import css from '../scoring.module.css';
import { useChanges } from '../use-changes.ts';

type ReplaceDraftProps = {
  model: ModelEntry;
  draft: ModelVersion;
  file: string;
  onReplace: () => void;
  onClose: () => void;
};

/** Asks before a file takes the place of a draft: what that draft changes in what is live would be lost. */
export function ReplaceDraft({ model, draft, file, onReplace, onClose }: ReplaceDraftProps) {
  const t = useT();
  const formats = useFormats();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: live } = useQuery({ ...versionQuery(model.model_id, 'live'), enabled: model.live_version !== null });
  const changes = useChanges(live?.document, draft.document);
  const who = members.find((member) => member.user_id === draft.created_by)?.name;
  const values = { at: formats.dateTime(draft.created_at), file };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('scoring:replace.title')}
      size={620}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap={14}>
        <p className={css.replaceText}>
          {who === undefined ? t('scoring:replace.text', values) : t('scoring:replace.text_of', { ...values, who })}
        </p>
        {changes.length > 0 && (
          <ScrollArea.Autosize mah={260} type="auto">
            <ChangeList changes={changes} />
          </ScrollArea.Autosize>
        )}
        <Group justify="space-between" gap={8}>
          {model.live_version !== null && (
            <Link
              to="/scoring/compare"
              search={{ model: model.model_id, from: model.live_version, to: draft.version }}
              onClick={onClose}
            >
              {t('scoring:replace.compare')}
            </Link>
          )}
          <Group gap={8} ml="auto">
            <Button variant="default" data-autofocus onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button color="red" onClick={onReplace}>
              {t('scoring:replace.now')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
