import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { MODEL_LIMITS } from '../../../../../src/model/format.ts';
import { useT } from '../../../../lib/i18n.ts';
import { useSentences } from '../../use-sentences.ts';
import { useBuilder } from '../context.ts';
import { writePart } from '../parts/spot.ts';
import { usePartActions } from '../use-part-actions.ts';
import { ModelParts } from './model-parts.tsx';
import css from './outline.module.css';
import { Row } from './row.tsx';
import { outlineRows } from './rows.ts';
import { useDragging } from './use-dragging.ts';

/** The model as an outline: what can be selected, folded, dragged, copied, switched off and removed, by pointer and by keys. */
export function BuilderOutline() {
  const t = useT();
  const { model, selected, select, preview } = useBuilder();
  const actions = usePartActions();
  const say = useSentences(model);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const tree = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => outlineRows(model, folded), [model, folded]);
  const { dragged, line, handleOf } = useDragging(tree, rows, actions.move);
  const chosen = writePart(selected);
  const current = Math.max(
    0,
    rows.findIndex(({ id }) => writePart(id) === chosen),
  );
  const most = Math.max(1, ...(preview?.terms ?? []).map((term) => Math.abs(term.given_30_days ?? 0)));
  const fold = (word: string, open: boolean) =>
    setFolded((before) => {
      const next = new Set(before);
      if (open) next.delete(word);
      else next.add(word);
      return next;
    });
  const go = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (row === undefined) return;
    select(row.id);
    tree.current?.querySelector<HTMLElement>(`[data-part="${writePart(row.id)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    if (row === undefined || (event.target as HTMLElement).getAttribute('role') !== 'treeitem') return;
    const word = writePart(row.id);
    const parent = rows.findLastIndex((each, at) => at < current && each.level < row.level);
    const [mod, key] = [event.ctrlKey || event.metaKey, event.key];
    const deed = (() => {
      if (event.altKey && key === 'ArrowUp') return () => actions.step(row.id, -1);
      if (event.altKey && key === 'ArrowDown') return () => actions.step(row.id, 1);
      if (mod && key.toLowerCase() === 'd') return () => actions.copy(row.id);
      if (mod || event.altKey) return undefined;
      if (key === 'ArrowDown') return () => go(current + 1);
      if (key === 'ArrowUp') return () => go(current - 1);
      if (key === 'Home') return () => go(0);
      if (key === 'End') return () => go(rows.length - 1);
      if (key === 'ArrowRight') return () => (row.open || row.inside === 0 ? go(current + 1) : fold(word, true));
      if (key === 'ArrowLeft')
        return () => (row.open && row.level < 3 ? fold(word, false) : go(parent === -1 ? current : parent));
      if (key === 'Delete' || key === 'Backspace') return () => canRemove(row.id.part) && actions.remove(row.id);
      if (key === ' ' && row.id.part === 'term') return () => actions.switchOff(row.id);
      return undefined;
    })();
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  };
  const canRemove = (part: string) => part !== 'dimension' || model.dimensions.length > 1;
  return (
    <div className={css.outline}>
      <ModelParts />
      <div className={css.columns} aria-hidden="true">
        <span>{t('builder:outline.rules')}</span>
        <span>{t('builder:outline.holds')}</span>
      </div>
      <div ref={tree} className={css.tree} role="tree" aria-label={t('scoring:outline')} onKeyDown={onKeyDown}>
        {rows.map((row, at) => {
          const word = writePart(row.id);
          return (
            <Row
              key={word}
              row={row}
              selected={word === chosen}
              reachable={at === current}
              dragged={dragged === word}
              say={say}
              most={most}
              canRemove={canRemove(row.id.part)}
              onSelect={() => select(row.id)}
              onFold={(open) => fold(word, open)}
              handle={handleOf(row.id)}
            />
          );
        })}
        {line !== undefined && <div className={css.dropLine} style={{ top: line }} aria-hidden="true" />}
      </div>
      {model.dimensions.length < MODEL_LIMITS.dimensions && (
        <div className={css.foot}>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconPlus size={14} />}
            onClick={actions.addDimension}
          >
            {t('builder:outline.add_dimension')}
          </Button>
        </div>
      )}
    </div>
  );
}
