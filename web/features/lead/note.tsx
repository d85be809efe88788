import { ActionIcon, Button, Group, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { offerUndo } from '../../parts/toast.tsx';
import { useChangeNote, useRemoveNote, useRestoreNote } from './api.ts';
import css from './lead.module.css';

type NoteProps = { personId: number; note: Extract<TimelineEntry, { kind: 'note' }> };

/** A note, which its author can change and remove. */
export function Note({ personId, note }: NoteProps) {
  const t = useT();
  const [draft, setDraft] = useState<string>();
  const restore = useRestoreNote(personId);
  const change = useChangeNote(personId);
  const remove = useRemoveNote(personId);
  if (draft !== undefined)
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ noteId: note.note_id, body: draft }, { onSuccess: () => setDraft(undefined) });
        }}
      >
        <Textarea
          autosize
          autoFocus
          minRows={2}
          maxRows={16}
          aria-label={t('lead:note.text')}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Group gap={6} mt={6} justify="flex-end">
          <Button variant="default" size="xs" onClick={() => setDraft(undefined)}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" size="xs" loading={change.isPending} disabled={draft.trim() === ''}>
            {t('common:action.save')}
          </Button>
        </Group>
      </form>
    );
  return (
    <div className={css.note}>
      <p className={css.noteBody}>{note.body}</p>
      {note.editable && (
        <span className={css.noteActions}>
          <ActionIcon size="sm" aria-label={t('lead:note.change')} onClick={() => setDraft(note.body)}>
            <IconPencil size={14} stroke={1.75} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={t('lead:note.remove')}
            onClick={() =>
              void remove.mutateAsync(note.note_id).then(
                () => offerUndo(t('lead:note.removed'), t('common:action.undo'), () => restore.mutate(note.note_id)),
                () => undefined,
              )
            }
          >
            <IconTrash size={14} stroke={1.75} />
          </ActionIcon>
        </span>
      )}
    </div>
  );
}
