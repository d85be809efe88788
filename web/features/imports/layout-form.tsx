import { NumberInput, Select, Switch } from '@mantine/core';
import type { ImportEncoding, ImportLayout } from '../../../src/flow/capture/import/contract.ts';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';

/** The encodings by name; the scripts they are used for come from the catalogue. */
const ENCODINGS: Record<
  ImportEncoding,
  | 'any'
  | 'cyrillic'
  | 'western'
  | 'central'
  | 'greek'
  | 'turkish'
  | 'hebrew'
  | 'arabic'
  | 'chinese'
  | 'japanese'
  | 'korean'
> = {
  'utf-8': 'any',
  'utf-16le': 'any',
  'utf-16be': 'any',
  'windows-1251': 'cyrillic',
  'koi8-r': 'cyrillic',
  ibm866: 'cyrillic',
  'iso-8859-5': 'cyrillic',
  'windows-1250': 'central',
  'iso-8859-2': 'central',
  'windows-1252': 'western',
  'windows-1253': 'greek',
  'windows-1254': 'turkish',
  'windows-1255': 'hebrew',
  'windows-1256': 'arabic',
  gb18030: 'chinese',
  big5: 'chinese',
  shift_jis: 'japanese',
  'euc-jp': 'japanese',
  'iso-2022-jp': 'japanese',
  'euc-kr': 'korean',
};

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const;

const QUOTES = [
  ['"', 'double'],
  ["'", 'single'],
  ['', 'none'],
] as const;
/** A select cannot hold an empty value. */
const NO_QUOTE = '-';

type LayoutFormProps = { layout: ImportLayout; onChange: (layout: ImportLayout) => void; locked: boolean };

/** How bytes become rows of cells: every part can be corrected; once rows were kept, none can. */
export function LayoutForm({ layout, onChange, locked }: LayoutFormProps) {
  const t = useT();
  const set = (part: Partial<ImportLayout>) => onChange({ ...layout, ...part });
  return (
    <div className={css.layout}>
      <Select
        label={t('imports:layout.encoding')}
        data={Object.entries(ENCODINGS).map(([value, script]) => ({
          value,
          label: `${value.toUpperCase()} · ${t(`imports:script.${script}`)}`,
        }))}
        value={layout.encoding}
        onChange={(encoding) => encoding !== null && set({ encoding: encoding as ImportEncoding })}
        searchable
        allowDeselect={false}
        disabled={locked}
      />
      <Select
        label={t('imports:layout.delimiter')}
        data={DELIMITERS.map(([value, name]) => ({ value, label: t(`imports:delimiter.${name}`) }))}
        value={layout.delimiter}
        onChange={(delimiter) => delimiter !== null && set({ delimiter: delimiter as ImportLayout['delimiter'] })}
        allowDeselect={false}
        disabled={locked}
      />
      <Select
        label={t('imports:layout.quote')}
        data={QUOTES.map(([value, name]) => ({ value: value || NO_QUOTE, label: t(`imports:quote.${name}`) }))}
        value={layout.quote || NO_QUOTE}
        onChange={(quote) =>
          quote !== null && set({ quote: (quote === NO_QUOTE ? '' : quote) as ImportLayout['quote'] })
        }
        allowDeselect={false}
        disabled={locked}
      />
      <NumberInput
        label={t('imports:layout.skip_lines')}
        min={0}
        max={1000}
        allowDecimal={false}
        clampBehavior="strict"
        value={layout.skip_lines}
        onChange={(lines) => typeof lines === 'number' && lines !== layout.skip_lines && set({ skip_lines: lines })}
        disabled={locked}
      />
      <Switch
        className={css.layoutSwitch}
        label={t('imports:layout.has_header')}
        checked={layout.has_header}
        onChange={(event) => set({ has_header: event.currentTarget.checked })}
        disabled={locked}
      />
    </div>
  );
}
