import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Import, ImportMapping, MappedColumn } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { fieldsQuery } from '../../lib/vocabulary.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Section } from '../../parts/section.tsx';
import { previewQuery, useChangeImport } from './api.ts';
import { ConstantsForm } from './constants-form.tsx';
import css from './imports.module.css';
import { MappingRow } from './mapping-row.tsx';
import { ReadingRules } from './reading-rules.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import { isUsed, listTargets, saysWho } from './targets.ts';

const SHOWN = ['all', 'used', 'aside'] as const;

type ColumnsStepProps = { row: Import; onNext: () => void; onBack: () => void };

/** Where each column goes: guessed by its name and values, or by a saved mapping, and corrected here. */
export function ColumnsStep({ row, onNext, onBack }: ColumnsStepProps) {
  const t = useT();
  const formats = useFormats();
  const change = useChangeImport(row.import_id);
  const { data: preview, error, refetch } = useQuery(previewQuery(row));
  const { data: fields = [] } = useQuery(fieldsQuery);
  const groups = useMemo(() => listTargets(fields, t), [fields, t]);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const { mapping } = row;
  if (preview === undefined || mapping === null) return <Skeleton mt={20} height={420} className="pl-late" />;

  const setMapping = (next: ImportMapping) => change.mutate({ mapping: next });
  const setColumn = (at: number, column: MappedColumn) =>
    setMapping({ ...mapping, columns: at < 0 ? [...mapping.columns, column] : mapping.columns.with(at, column) });
  const places = preview.columns.flatMap((column, index) => {
    const entries = mapping.columns.flatMap((each, at) => (each.column === column.column ? [{ entry: each, at }] : []));
    const missing = { entry: { column: column.column, target: { to: 'ignore' } } satisfies MappedColumn, at: -1 };
    return (entries.length > 0 ? entries : [missing]).map((each) => ({ ...each, index, preview: column }));
  });
  const used = places.filter(({ entry }) => isUsed(entry));
  const visible = places.filter(({ entry }) => shown === 'all' || isUsed(entry) === (shown === 'used'));
  const sizes = { all: places.length, used: used.length, aside: places.length - used.length };

  return (
    <>
      <Section
        title={t('imports:mapping.title')}
        text={
          preview.mapping_name === null
            ? t('imports:mapping.text')
            : t('imports:mapping.recognised', { name: preview.mapping_name })
        }
        actions={<SavedMappings row={row} header={preview.columns.map(({ column }) => column)} onUse={setMapping} />}
      >
        {!saysWho(mapping) && (
          <p className={css.warning} role="status">
            {t('imports:mapping.nobody')}
          </p>
        )}
        <SegmentedControl
          size="xs"
          mb={8}
          aria-label={t('imports:mapping.shown')}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={SHOWN.map((value) => ({
            value,
            label: t(`imports:mapping.show_${value}`, { shown: formats.number(sizes[value]) }),
          }))}
        />
        <ul className={css.mapping} aria-label={t('imports:mapping.title')}>
          {visible.map(({ entry, at, index, preview: column }) => (
            <MappingRow
              key={`${index}-${at}`}
              column={column}
              entry={entry}
              index={index}
              groups={groups}
              filled={row.check?.filled.find((each) => each.column === column.column)?.rows}
              onChange={(next) => setColumn(at, next)}
            />
          ))}
        </ul>
      </Section>
      <Section title={t('imports:reading.title')} text={t('imports:reading.text')}>
        <ReadingRules mapping={mapping} onChange={setMapping} />
      </Section>
      <Section title={t('imports:constants.title')} text={t('imports:constants.text')}>
        <ConstantsForm mapping={mapping} groups={groups} onChange={setMapping} />
      </Section>
      <div className={css.foot}>
        <Button variant="default" onClick={onBack}>
          {t('imports:back')}
        </Button>
        <Button onClick={onNext} disabled={!saysWho(mapping)} loading={change.isPending}>
          {t('imports:mapping.next')}
        </Button>
      </div>
    </>
  );
}
