import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconDots, IconGripVertical, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import type { JourneyPeople } from './api.ts';
import { Face, FaceChoice, faceOf } from './faces.tsx';
import css from './journey.module.css';
import { KnownFrom } from './known-from.tsx';
import { StageFigures } from './stage-figures.tsx';
import { StageText } from './stage-text.tsx';
import { StageWhen } from './stage-when.tsx';
import type { Stage } from './stages.ts';

export type StageEdit = {
  change: (change: Partial<Stage>) => void;
  /** So many places on, or back. */
  move: (step: number) => void;
  remove: () => void;
  handle: Record<`onPointer${string}`, (event: PointerEvent<HTMLElement>) => void>;
};

type StageCardProps = {
  stage: Stage;
  /** Counted from 0, of so many. */
  place: number;
  of: number;
  figures: JourneyPeople['stages'][number] | undefined;
  people: number;
  sinceName: (key: string) => string;
  dragged: boolean;
  /** Whether what is being dragged would take this place. */
  target: boolean;
  /** Undefined for whoever may only read. */
  edit: StageEdit | undefined;
};

/** A stage: who is there, when it has been reached, and what is known of people there; written in place. */
export function StageCard({ stage, place, of, figures, people, sinceName, dragged, target, edit }: StageCardProps) {
  const t = useT();
  const formats = useFormats();
  const { name, feeling } = stage;
  const change = edit?.change;
  return (
    <li className={css.stage} data-dragged={dragged} data-target={target && !dragged}>
      <div className={css.head}>
        {edit !== undefined && <Handle name={name} edit={edit} />}
        <span className={css.number}>{formats.number(place + 1)}</span>
        {change === undefined ? (
          <h2 className={css.name}>{name}</h2>
        ) : (
          <TextInput
            className={css.nameInput}
            variant="unstyled"
            aria-label={t('journey:name')}
            maxLength={100}
            value={name}
            error={name.trim() === '' ? t('journey:name_missing') : undefined}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
        )}
        {edit !== undefined && <StageMenu name={name} place={place} of={of} edit={edit} />}
      </div>
      <StageFigures figures={figures} people={people} sinceName={sinceName} />
      <StageWhen stage={stage} onChange={change && ((when) => change({ when }))} />
      <div className={css.part}>
        <h3>{t('journey:feels')}</h3>
        {change === undefined ? (
          <p className={css.feeling}>
            <Face face={feeling.face} /> {t(`journey:face.${faceOf(feeling.face)}`)}
          </p>
        ) : (
          <FaceChoice
            name={`face-${stage.key}`}
            label={t('journey:feels_at', { name })}
            face={feeling.face}
            onChange={(face) => change({ feeling: { ...feeling, face } })}
          />
        )}
        <StageText
          label={t('journey:feels_text')}
          placeholder={place === 0 ? t('journey:feels_like') : t('journey:write')}
          maxLength={500}
          text={feeling.text}
          onChange={change && ((text) => change({ feeling: { ...feeling, text } }))}
        />
      </div>
      {(['obstacles', 'questions', 'offers'] as const).map((part) => (
        <div key={part} className={css.part}>
          <h3>{t(`journey:${part}`)}</h3>
          <StageText
            label={t(`journey:${part}`)}
            placeholder={place === 0 ? t(`journey:${part}_like`) : t('journey:write')}
            maxLength={4000}
            text={stage[part]}
            onChange={change && ((text) => change({ [part]: text }))}
          />
        </div>
      ))}
      <KnownFrom from={stage.known_from} onChange={change && ((known_from) => change({ known_from }))} />
    </li>
  );
}

/** Drags the stage; with the arrow keys it goes a place on or back. */
function Handle({ name, edit }: { name: string; edit: StageEdit }) {
  const t = useT();
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const handle = event.currentTarget;
    edit.move(step);
    // Moved in the page, it would lose the focus.
    requestAnimationFrame(() => handle.focus());
  };
  return (
    <Tooltip label={t('journey:drag_hint')}>
      <ActionIcon
        className={css.handle}
        size="sm"
        aria-label={t('journey:drag', { name })}
        onKeyDown={onKeyDown}
        {...edit.handle}
      >
        <IconGripVertical size={14} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

function StageMenu({ name, place, of, edit }: { name: string; place: number; of: number; edit: StageEdit }) {
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon className={css.menu} size="sm" aria-label={t('journey:more', { name })}>
          <IconDots size={15} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowLeft size={15} stroke={1.75} />}
          disabled={place === 0}
          onClick={() => edit.move(-1)}
        >
          {t('journey:earlier')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowRight size={15} stroke={1.75} />}
          disabled={place === of - 1}
          onClick={() => edit.move(1)}
        >
          {t('journey:later')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={15} stroke={1.75} />} onClick={edit.remove}>
          {t('journey:remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
