import { Button } from '@mantine/core';
import { IconPlus, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { ActionBar } from '../../../parts/action-bar.tsx';
import { useSayCondition } from '../../../parts/conditions/condition-fields.ts';
import { type NewProfile, ProfileDialog } from '../profile-dialog.tsx';
import type { CustomersAnswer } from './api.ts';
import { combineTraits } from './combine.ts';
import css from './customers.module.css';
import { Groups } from './groups.tsx';
import { PointsDialog, type Told } from './points-dialog.tsx';
import { isMore, Traits, traitKey } from './traits.tsx';
import { Way } from './way.tsx';

type LearntProps = { answer: CustomersAnswer; onDivide: (field: string) => void };

/** The three answers, and what can be made of what is chosen in them. */
export function Learnt({ answer, onDivide }: LearntProps) {
  const t = useT();
  const formats = useFormats();
  const say = useSayCondition();
  const [traits, setTraits] = useState<ReadonlySet<string>>(new Set());
  const [signals, setSignals] = useState<ReadonlySet<number>>(new Set());
  const [profile, setProfile] = useState<NewProfile>();
  const [addsPoints, setAddsPoints] = useState(false);
  const chosenTraits = answer.traits.filter((trait) => traits.has(traitKey(trait)));
  const chosenSignals = (answer.before?.signals ?? []).filter((step) => signals.has(step.signal_id));
  const chosen = chosenTraits.length + chosenSignals.length;
  const clear = () => {
    setTraits(new Set());
    setSignals(new Set());
  };
  const makeProfile = () =>
    setProfile({
      kind: 'icp',
      name: '',
      when: combineTraits(chosenTraits.map((trait) => ({ ...trait, wanted: isMore(trait) }))),
      signs: chosenTraits.filter(isMore).map(({ when }) => ({ sign: say(when).slice(0, 200), question: '' })),
    });
  const told: Told[] = [
    ...chosenTraits.map(({ when, log_lift }) => ({ key: traitKey({ when }), name: say(when), when, log_lift })),
    ...chosenSignals.map(({ signal_id, signal, log_lift }) => ({
      key: String(signal_id),
      name: signal.name,
      signal,
      log_lift,
    })),
  ];
  return (
    <>
      <Traits
        traits={answer.traits}
        chosen={traits}
        onChoose={(key, isChosen) => setTraits(toggle(traits, key, isChosen))}
      />
      {answer.groups !== null && (
        <Groups
          groups={answer.groups}
          onDivide={onDivide}
          onSave={(persona) => setProfile({ kind: 'persona', ...persona })}
        />
      )}
      <Way
        way={answer.before}
        chosen={signals}
        onChoose={(id, isChosen) => setSignals(toggle(signals, id, isChosen))}
      />
      {chosen > 0 && (
        <div className={css.acting}>
          <ActionBar said={t('customers:chosen', { count: chosen, shown: formats.number(chosen) })} onClear={clear}>
            {chosenTraits.length > 0 && (
              <Button
                variant="subtle"
                size="xs"
                leftSection={<IconUserCheck size={15} stroke={1.75} />}
                onClick={makeProfile}
              >
                {t('customers:make_profile')}
              </Button>
            )}
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconPlus size={15} stroke={1.75} />}
              onClick={() => setAddsPoints(true)}
            >
              {t('customers:add_points')}
            </Button>
          </ActionBar>
        </div>
      )}
      {profile !== undefined && (
        <ProfileDialog profile={undefined} begin={profile} onClose={() => setProfile(undefined)} />
      )}
      {addsPoints && (
        <PointsDialog
          told={told}
          onClose={() => setAddsPoints(false)}
          onAdded={() => {
            setAddsPoints(false);
            clear();
          }}
        />
      )}
    </>
  );
}

function toggle<Key>(keys: ReadonlySet<Key>, key: Key, isIn: boolean): ReadonlySet<Key> {
  const next = new Set(keys);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}
