import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { aboutPreset, PRESETS } from '../../../../src/model/presets/presets.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import type { ModelEntry } from '../api.ts';
import { useMakeModel } from './api.ts';

type NewModelDialogProps = { models: ModelEntry[]; onClose: () => void };

/** A new model beside the others, begun from a preset or from one that is there. */
export function NewModelDialog({ models, onClose }: NewModelDialogProps) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const make = useMakeModel();
  const [from, setFrom] = useState<string>(PRESETS[0]);
  const [typed, setTyped] = useState<string>();
  const preset = PRESETS.find((key) => key === from);
  const copied = models.find((each) => String(each.model_id) === from);
  const proposed =
    preset === undefined ? t('builder:copy_of', { name: copied?.name ?? '' }) : aboutPreset(preset, language).name;
  const name = typed ?? proposed;
  const send = () => {
    const beginning =
      preset !== undefined
        ? { preset, language }
        : copied === undefined
          ? undefined
          : {
              model_id: copied.model_id,
              version: copied.live_version === null ? ('draft' as const) : ('live' as const),
            };
    if (beginning === undefined) return;
    make.mutate(
      { name: name.trim(), from: beginning },
      {
        onSuccess: ({ model_id }) => {
          onClose();
          void navigate({ to: '/scoring/edit', search: { model: model_id } });
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('scoring:models.make')}
      size={560}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap={16}>
          <Radio.Group label={t('scoring:models.from')} value={from} onChange={setFrom}>
            <Stack gap={10} mt={4}>
              {PRESETS.map((key) => {
                const about = aboutPreset(key, language);
                return <Radio key={key} value={key} label={about.name} description={about.about} />;
              })}
              {models.map(({ model_id, name: original }) => (
                <Radio
                  key={model_id}
                  value={String(model_id)}
                  label={t('scoring:models.copy_of', { name: original })}
                />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('builder:name')}
            value={name}
            maxLength={200}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={make.isPending}>
              {t('scoring:models.make_now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
