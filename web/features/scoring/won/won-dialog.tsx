import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { WonRule } from '../../../../src/flow/scoring/won/contract.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { WhenEditor } from '../builder/forms/when-editor.tsx';
import { NOBODY } from '../builder/use-when.ts';
import { suggestTouchValues } from '../signals/api.ts';
import { Matches } from '../signals/matches.tsx';
import { useTouchChoices } from '../signals/touch-choices.ts';
import { useSayTouches } from '../use-sentences.ts';
import { useChangeWon } from './api.ts';
import css from './won.module.css';

/** Says which touches mean that somebody bought, beside those of the last days that do. */
export function WonDialog({ rule, onClose }: { rule: WonRule; onClose: () => void }) {
  const t = useT();
  const say = useSayTouches();
  const [when, setWhen] = useState(rule.when);
  const fields = useTouchChoices(when);
  const { mutate, error, isPending } = useChangeWon();
  const keep = (next: typeof when | null) => mutate(next, { onSuccess: onClose });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('lab:won.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap={14}>
        <p className={css.text}>{t('lab:won.text')}</p>
        <WhenEditor
          when={when}
          empty={NOBODY}
          fields={fields}
          suggest={suggestTouchValues}
          said={when.rules.length === 0 ? t('builder:signal.no_condition') : say(when)}
          onChange={setWhen}
        />
        <Matches when={when} />
        <InlineError error={error} />
        <Group justify="flex-end" gap={8}>
          {!rule.is_usual && (
            <Button variant="subtle" loading={isPending} onClick={() => keep(null)}>
              {t('lab:won.usual')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button
            disabled={when.rules.length === 0 || when === rule.when}
            loading={isPending}
            onClick={() => keep(when)}
          >
            {t('common:action.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
