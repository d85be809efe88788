import { IconChevronDown, IconChevronRight, IconGripVertical } from '@tabler/icons-react';
import type { PointerEvent } from 'react';
import { describeLimits } from '../../../../../src/model/describe.ts';
import type { Term } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useLanguage, useT } from '../../../../lib/i18n.ts';
import { Tag } from '../../../../parts/tag.tsx';
import type { Sentences } from '../../use-sentences.ts';
import { useBuilder } from '../context.ts';
import { findDimension, findGroup, findTerm, writePart } from '../parts/spot.ts';
import css from './outline.module.css';
import { RowMenu } from './row-menu.tsx';
import type { OutlineRow } from './rows.ts';

type RowProps = {
  row: OutlineRow;
  selected: boolean;
  /** The one that Tab leads to. */
  reachable: boolean;
  dragged: boolean;
  say: Sentences;
  /** The most points that any rule gave lately, for the bars. */
  most: number;
  canRemove: boolean;
  onSelect: () => void;
  onFold: (open: boolean) => void;
  handle: Record<`onPointer${string}`, (event: PointerEvent<HTMLElement>) => void>;
};

/** One line of the outline. */
export function Row({ row, selected, reachable, dragged, say, most, canRemove, onSelect, onFold, handle }: RowProps) {
  const { id, level, spot, of, inside, open } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens to the keys of all its items
    <div
      className={css.row}
      role="treeitem"
      aria-level={level}
      aria-posinset={spot.at + 1}
      aria-setsize={of}
      aria-selected={selected}
      {...(level < 3 ? { 'aria-expanded': open } : {})}
      tabIndex={reachable ? 0 : -1}
      data-part={writePart(id)}
      data-level={level}
      data-dragged={dragged}
      onClick={(event) => {
        const pressed = event.target as HTMLElement;
        if (pressed.closest('[data-fold]') !== null) onFold(!open);
        else if (pressed.closest('button, [role=menu], [data-handle]') === null) onSelect();
      }}
    >
      <span className={css.handle} data-handle aria-hidden="true" {...handle}>
        <IconGripVertical size={14} stroke={1.75} />
      </span>
      {level < 3 && (
        <span className={css.fold} data-fold aria-hidden="true">
          {open ? <IconChevronDown size={14} stroke={2} /> : <IconChevronRight size={14} stroke={2} />}
        </span>
      )}
      {id.part === 'term' ? (
        <TermWords termKey={id.key} say={say} most={most} />
      ) : (
        <PartWords id={id} inside={inside} open={open} say={say} />
      )}
      <RowMenu id={id} canRemove={canRemove} reachable={reachable} />
    </div>
  );
}

type PartWordsProps = Pick<RowProps, 'say'> & Pick<OutlineRow, 'id' | 'inside' | 'open'>;

function PartWords({ id, inside, open, say }: PartWordsProps) {
  const t = useT();
  const formats = useFormats();
  const language = useLanguage();
  const { model } = useBuilder();
  const folded = open ? '' : ` · ${formats.number(inside)}`;
  if (id.part === 'group') {
    const group = findGroup(model, id.key)?.group;
    return (
      <span className={css.words}>
        <span className={css.groupName}>{group?.name}</span>
        <span className={css.takes}>
          {group && say.group(group)}
          {folded}
        </span>
      </span>
    );
  }
  const dimension = findDimension(model, id.key)?.dimension;
  const weight = dimension?.weight;
  const said = [
    ...(weight !== undefined && weight !== 1 ? [t('scoring:weight', { weight: formats.value(weight) })] : []),
    ...(dimension ? describeLimits(dimension, language) : []),
  ];
  return (
    <span className={css.words}>
      <span className={css.dimensionName}>{dimension?.name}</span>
      <span className={css.takes}>
        {said.join(', ')}
        {folded}
      </span>
    </span>
  );
}

function TermWords({ termKey, say, most }: { termKey: string } & Pick<RowProps, 'say' | 'most'>) {
  const t = useT();
  const { model, preview, problems } = useBuilder();
  const found = findTerm(model, termKey);
  if (found === undefined) return null;
  const { term, spot, group, dimension } = found;
  const sentence = say.term(term);
  const path = [
    'dimensions',
    model.dimensions.indexOf(dimension),
    'groups',
    dimension.groups.indexOf(group),
    'terms',
    spot.at,
  ];
  const wrong = problems.some((problem) => path.every((step, at) => problem.path[at] === step));
  return (
    <>
      <span className={css.words} data-off={term.off === true}>
        <span className={css.termName}>
          {term.name ?? sentence ?? term.key} {term.off && <Tag>{t('scoring:off')}</Tag>}
          {wrong && <Tag tone="bad">{t('builder:outline.wrong')}</Tag>}
        </span>
        {term.name !== undefined && <span className={css.sentence}>{sentence}</span>}
      </span>
      <Effect term={term} effect={preview?.terms.find((each) => each.term === termKey)} most={most} />
    </>
  );
}

type EffectProps = { term: Term; effect: { holds: number; given_30_days: number | null } | undefined; most: number };

function Effect({ term: { points }, effect, most: scale }: EffectProps) {
  const t = useT();
  const formats = useFormats();
  const given = effect?.given_30_days ?? null;
  return (
    <span className={css.effect}>
      <span className={css.points} data-sign={Math.sign(points)}>
        {formats.signed(points, Number.isInteger(points) ? 0 : 1)}
      </span>
      <span className={css.holds} title={t('builder:outline.holds_title')}>
        {effect === undefined ? '–' : formats.number(effect.holds)}
      </span>
      {given !== null && (
        <span className={css.track} title={t('builder:outline.given', { points: formats.signed(given) })}>
          <span
            className={css.fill}
            data-minus={given < 0}
            style={{ width: `${Math.max(given === 0 ? 0 : 3, (Math.abs(given) / scale) * 100)}%` }}
          />
        </span>
      )}
    </span>
  );
}
