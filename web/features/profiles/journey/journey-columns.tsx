import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useRef, useState } from 'react';
import { MOST_STAGES } from '../../../../src/flow/learning/journey-maps/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { type JourneyMap, journeyPeopleQuery } from './api.ts';
import { FeelingCurve } from './feeling-curve.tsx';
import css from './journey.module.css';
import { StageCard } from './stage-card.tsx';
import { JourneySum } from './stage-figures.tsx';
import { changeStage, moveStage, NOBODY, newStage, putStage, type Stage } from './stages.ts';
import { useStageDragging } from './use-stage-dragging.ts';

type JourneyColumnsProps = {
  map: JourneyMap;
  stages: readonly Stage[];
  /** Undefined for whoever may not change it. */
  onChange: ((change: (stages: readonly Stage[]) => readonly Stage[]) => void) | undefined;
};

/** The stages side by side in their order, below each other on a phone, under the curve of how people feel. */
export function JourneyColumns({ map, stages, onChange }: JourneyColumnsProps) {
  const t = useT();
  const formats = useFormats();
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const people = useQuery(journeyPeopleQuery(map));
  const move = (key: string, to: number) => {
    const name = stages.find((stage) => stage.key === key)?.name;
    if (onChange === undefined || to < 0 || to >= stages.length) return;
    onChange((now) => moveStage(now, key, to));
    setSaid(t('journey:moved', { name, place: formats.number(to + 1), of: formats.number(stages.length) }));
  };
  const { dragged, to, handleOf } = useStageDragging(list, move);
  const remove = (stage: Stage, at: number) => {
    onChange?.((now) => now.filter(({ key }) => key !== stage.key));
    offerUndo(t('journey:removed', { name: stage.name }), t('common:action.undo'), () =>
      onChange?.((now) => putStage(now, stage, Math.min(at, now.length))),
    );
  };
  const add = () => onChange?.((now) => putStage(now, newStage(now, t('journey:new_stage'), NOBODY), now.length));
  return (
    <>
      {people.data !== undefined && <JourneySum people={people.data} />}
      <InlineError error={people.error} />
      <div className={css.scroller} style={{ '--stages': stages.length } as CSSProperties}>
        <FeelingCurve stages={stages} />
        <ol ref={list} className={css.stages}>
          {stages.map((stage, at) => (
            <StageCard
              key={stage.key}
              stage={stage}
              place={at}
              of={stages.length}
              figures={people.data?.stages.find(({ key }) => key === stage.key)}
              people={people.data?.people ?? 0}
              sinceName={(key) => stages.find((each) => each.key === key)?.name ?? ''}
              dragged={dragged === stage.key}
              target={to === at}
              edit={
                onChange && {
                  change: (change) => onChange((now) => changeStage(now, stage.key, change)),
                  move: (step) => move(stage.key, at + step),
                  remove: () => remove(stage, at),
                  handle: handleOf(stage.key),
                }
              }
            />
          ))}
        </ol>
      </div>
      {onChange !== undefined && stages.length < MOST_STAGES && (
        <Button
          className={css.add}
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={add}
        >
          {t('journey:add')}
        </Button>
      )}
      <span className={css.said} role="status">
        {said}
      </span>
    </>
  );
}
