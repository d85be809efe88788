import { Button, Group, Modal, SegmentedControl, Stack, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { ALWAYS, type Condition } from '../../../../src/conditions/format.ts';
import { useT } from '../../../lib/i18n.ts';
import { suggestValues } from '../../../lib/vocabulary.ts';
import { useConditionFields, useSayCondition } from '../../../parts/conditions/condition-fields.ts';
import { ConditionInput, ConditionReading } from '../../../parts/conditions/condition-input.tsx';
import css from './journey.module.css';
import { NOBODY, type Stage, saysNothing } from './stages.ts';

/** All that a list can be filtered by: whoever looks, a stage means the same. */
const GROUPS = ['person', 'company', 'lead', 'score', 'activity', 'signal', 'profile'] as const;
const NEVER = new Set(['lead.owner']);

type StageWhenProps = { stage: Stage; onChange: ((when: Condition) => void) | undefined };

/** When somebody has come to a stage, in words; opened to be changed. */
export function StageWhen({ stage, onChange }: StageWhenProps) {
  const t = useT();
  const say = useSayWhen();
  const [editing, setEditing] = useState(false);
  const words = say(stage.when);
  return (
    <div className={css.part}>
      <h3>{t('journey:reached_when')}</h3>
      {onChange === undefined ? (
        <p className={css.text}>{words}</p>
      ) : (
        <UnstyledButton
          className={css.when}
          aria-label={t('journey:edit_when', { name: stage.name, when: words })}
          onClick={() => setEditing(true)}
        >
          {words}
        </UnstyledButton>
      )}
      {editing && onChange !== undefined && (
        <WhenDialog
          stage={stage}
          onClose={() => setEditing(false)}
          onDone={(when) => {
            onChange(when);
            setEditing(false);
          }}
        />
      )}
    </div>
  );
}

type WhenDialogProps = { stage: Stage; onClose: () => void; onDone: (when: Condition) => void };

function WhenDialog({ stage, onClose, onDone }: WhenDialogProps) {
  const t = useT();
  const say = useSayWhen();
  const fields = useConditionFields(GROUPS).filter(({ name }) => !NEVER.has(name));
  const [everybody, setEverybody] = useState(saysNothing(stage.when) === 'everybody');
  const [when, setWhen] = useState<Condition | undefined>(stage.when.rules.length > 0 ? stage.when : undefined);
  const wanted = everybody ? ALWAYS : (when ?? NOBODY);
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={t('journey:when_title', { name: stage.name })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('journey:reached_when')}
          value={everybody ? 'everybody' : 'condition'}
          onChange={(value) => setEverybody(value === 'everybody')}
          data={[
            { value: 'everybody', label: t('journey:when_everybody') },
            { value: 'condition', label: t('journey:when_condition') },
          ]}
        />
        {!everybody && <ConditionInput fields={fields} initial={when} suggest={suggestValues} onChange={setWhen} />}
        <ConditionReading said={say(wanted)} />
        <p className={css.hint}>{t('journey:when_hint')}</p>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button onClick={() => onDone(wanted)}>{t('journey:when_done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Says a stage's condition in the user's words, also where it says nothing. */
function useSayWhen(): (when: Condition) => string {
  const t = useT();
  const say = useSayCondition();
  return (when) => {
    const nothing = saysNothing(when);
    return nothing === undefined ? say(when) : t(`journey:holds_${nothing}`);
  };
}
