import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { ImportPreview, MappedColumn } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { Tag } from '../../parts/tag.tsx';
import { ColumnReading } from './column-reading.tsx';
import css from './imports.module.css';
import { TargetExtras, TargetSelect } from './target-input.tsx';
import { isUsed, makeTarget, nameTarget, type TargetGroup } from './targets.ts';

type Because = ImportPreview['columns'][number]['because'];

const BECAUSE: Record<Because, 'saved' | 'header' | 'values' | 'nothing'> = {
  'saved mapping': 'saved',
  header: 'header',
  values: 'values',
  nothing: 'nothing',
};

type MappingRowProps = {
  column: ImportPreview['columns'][number];
  entry: MappedColumn;
  /** The column's place in the file. */
  index: number;
  groups: TargetGroup[];
  /** In how many rows it holds a value, once that was counted. */
  filled: number | undefined;
  onChange: (entry: MappedColumn) => void;
};

/** One column: its name with a few values, where it goes, and what that rests on. */
export const MappingRow = memo(function MappingRow({
  column,
  entry,
  index,
  groups,
  filled,
  onChange,
}: MappingRowProps) {
  const t = useT();
  const formats = useFormats();
  const { target } = entry;
  const guessed = column.suggested.target;
  const byHand = nameTarget(target) !== nameTarget(guessed);
  const samples = column.samples.slice(0, 3).join(' · ');
  return (
    <li className={css.mapRow} data-used={isUsed(entry)}>
      <div className={css.mapColumn}>
        <span className={css.mapName} title={column.column}>
          {column.column}
        </span>
        <span className={css.mapSamples} title={column.samples.join('\n')}>
          {samples === '' ? t('imports:mapping.no_values') : samples}
        </span>
      </div>
      <IconArrowRight className={css.mapArrow} size={16} stroke={1.5} />
      <div className={css.mapTarget}>
        <TargetSelect
          label={t('imports:mapping.goes_to', { column: column.column })}
          groups={groups}
          target={target}
          onPick={(name) => onChange({ column: entry.column, target: makeTarget(name, column.column, index) })}
        />
        <TargetExtras target={target} onChange={(next) => onChange({ ...entry, target: next })} />
      </div>
      <div className={css.mapWhy}>
        {byHand ? (
          <>
            <Tag tone="accent">{t('imports:because.hand')}</Tag>
            <Tooltip label={t('imports:mapping.as_guessed')}>
              <ActionIcon
                size="sm"
                aria-label={t('imports:mapping.as_guessed')}
                onClick={() => onChange({ ...column.suggested, column: entry.column })}
              >
                <IconArrowBackUp size={14} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          </>
        ) : (
          <Tag>{t(`imports:because.${BECAUSE[column.because]}`)}</Tag>
        )}
        {filled !== undefined && (
          <span className={css.mapFilled}>
            {t('imports:mapping.filled', { count: filled, shown: formats.number(filled) })}
          </span>
        )}
      </div>
      <ColumnReading entry={entry} onChange={onChange} />
    </li>
  );
});
