import { Select, TagsInput, TextInput } from '@mantine/core';
import type { ImportMapping } from '../../../src/flow/capture/import/contract.ts';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';

const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
const DECIMALS = ['.', ','] as const;
const SEPARATORS = [',', ';', '|', '/'] as const;

type ReadingRulesProps = { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void };

/** How the cells of all columns are read. */
export function ReadingRules({ mapping, onChange }: ReadingRulesProps) {
  const t = useT();
  const set = (part: Partial<ImportMapping>) => onChange({ ...mapping, ...part });
  const separators = SEPARATORS.some((each) => each === mapping.separator)
    ? SEPARATORS
    : [...SEPARATORS, mapping.separator];
  return (
    <div className={css.layout}>
      <Select
        label={t('imports:reading.date_order')}
        data={DATE_ORDERS.map((value) => ({ value, label: t(`imports:date_order.${value}`) }))}
        value={mapping.date_order}
        onChange={(value) => value !== null && set({ date_order: value as ImportMapping['date_order'] })}
        allowDeselect={false}
      />
      <Select
        label={t('imports:reading.decimal')}
        data={DECIMALS.map((value) => ({ value, label: `1${value}5` }))}
        value={mapping.decimal}
        onChange={(value) => value !== null && set({ decimal: value as ImportMapping['decimal'] })}
        allowDeselect={false}
      />
      <Select
        label={t('imports:reading.separator')}
        data={separators.map((value) => ({ value, label: `a${value}b` }))}
        value={mapping.separator}
        onChange={(value) => value !== null && set({ separator: value })}
        allowDeselect={false}
      />
      <TextInput
        key={mapping.event}
        label={t('imports:reading.event')}
        description={t('imports:reading.event_why')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        defaultValue={mapping.event}
        maxLength={200}
        onBlur={(event) => {
          const text = event.currentTarget.value.trim();
          if (text === '') event.currentTarget.value = mapping.event;
          else if (text !== mapping.event) set({ event: text });
        }}
      />
      <TagsInput
        className={css.layoutWide}
        label={t('imports:reading.missing')}
        description={t('imports:reading.missing_everywhere')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={mapping.missing}
        onChange={(missing) => set({ missing })}
      />
    </div>
  );
}
