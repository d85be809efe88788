import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeLine } from '../../../../../src/model/diff/describe-changes.ts';
import type { Model } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { InlineError } from '../../../../parts/error-state.tsx';
import { ChangeList } from '../../change-list.tsx';
import { previewQuery } from '../../lab/api.ts';
import { useBuilder } from '../context.ts';
import { BandMoves } from '../effect/band-moves.tsx';
import { Crossings } from '../effect/crossings.tsx';
import css from './publish.module.css';

type PublishDialogProps = {
  changes: readonly ChangeLine[];
  document: Model;
  publishing: boolean;
  error: unknown;
  onPublish: (note: string | null) => void;
  onClose: () => void;
};

/** Asks once more before a draft goes live: what changes, who would cross, and a word on why. */
export function PublishDialog({ changes, document, publishing, error, onPublish, onClose }: PublishDialogProps) {
  const t = useT();
  const formats = useFormats();
  const { modelId, model } = useBuilder();
  const [note, setNote] = useState('');
  const [band, setBand] = useState(model.bands.at(-1)?.key ?? '');
  const { data: preview } = useQuery(previewQuery(modelId, { document, who: 'everybody' }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('builder:publish.title', { name: model.name })}
      size={640}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          onPublish(note.trim() === '' ? null : note.trim());
        }}
      >
        {changes.length > 0 && (
          <section>
            <h3 className={css.heading}>
              {t('builder:bar.changes', { count: changes.length, shown: formats.number(changes.length) })}
            </h3>
            <div className={css.changes}>
              <ChangeList changes={changes} />
            </div>
          </section>
        )}
        {preview !== undefined && (
          <section>
            <h3 className={css.heading}>{t('builder:publish.effect')}</h3>
            <BandMoves model={model} preview={preview} shown={band} onShow={setBand} />
            <div className={css.people}>
              <Crossings modelId={modelId} model={model} document={document} who="everybody" band={band} />
            </div>
          </section>
        )}
        <Textarea
          data-autofocus
          label={t('builder:publish.note')}
          placeholder={t('builder:publish.note_text')}
          value={note}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <p className={css.text}>{t('scoring:publish.text')}</p>
        <InlineError error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={publishing}>
            {t('builder:publish.now')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
