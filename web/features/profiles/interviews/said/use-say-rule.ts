import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import type { InterviewSummary } from '../api.ts';
import { useSignalNames } from '../use-signal-names.ts';

type Rule = InterviewSummary['rules'][number];

/** Says a proposed rule in the user's words. */
export function useSayRule(): (rule: Rule) => string {
  const t = useT();
  const formats = useFormats();
  const signals = useSignalNames();
  return ({ kind, value, from, to }) => {
    if (kind === 'signal') return t('interviews:rule.signal', { value: signals.get(value) ?? value });
    if (kind === 'country') return t('interviews:rule.country', { value: formats.country(value) });
    if (kind !== 'size') return t(`interviews:rule.${kind}`, { value });
    const said = { from: formats.number(from ?? 0), to: formats.number(to ?? 0) };
    if (to === null) return t('interviews:rule.size_from', said);
    return from === null ? t('interviews:rule.size_to', said) : t('interviews:rule.size', said);
  };
}
