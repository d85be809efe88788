import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldLabel, shownField, useFieldText } from '../../lib/fields.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { fieldsQuery } from '../../lib/vocabulary.ts';
import type { ReceiptWords } from './receipt-lines.ts';

const MOST_VALUES = 3;
const LONGEST = 60;

/** The words receipts are told in, in the user's language, with the workspace's names of fields. */
export function useReceiptWords(): ReceiptWords {
  const t = useT();
  const formats = useFormats();
  const text = useFieldText();
  const { data: fields } = useQuery(fieldsQuery);
  return useMemo(() => {
    const byName = new Map((fields ?? []).map((field) => [field.name, field]));
    const say = ({ field: name, value }: { field: string; value: unknown }) => {
      const field = byName.get(name) ?? { name, type: 'text' };
      const said = text(shownField(field), value);
      return `${fieldLabel(field)}: ${said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said}`;
    };
    return {
      term: (term) =>
        term.kind === 'field'
          ? t('lead:receipt.condition')
          : t('lead:receipt.signal', { signal: term.signal.replaceAll('_', ' ') }),
      values: (values) => {
        const known = values.filter(({ value }) => value !== null && value !== undefined && value !== '');
        return known.slice(0, MOST_VALUES).map(say).join(', ');
      },
      cap: (limit, bound, of) => t(`lead:receipt.${limit}`, { of, bound: formats.value(bound) }),
      adjusted: (endsAt) =>
        endsAt === null ? t('lead:receipt.by_hand') : t('lead:receipt.by_hand_until', { until: formats.day(endsAt) }),
      outside: t('lead:receipt.outside'),
      rounding: t('lead:receipt.rounding'),
      weight: (weight, dimension) => t('lead:receipt.weight', { dimension, weight: formats.value(weight) }),
    };
  }, [t, formats, text, fields]);
}
