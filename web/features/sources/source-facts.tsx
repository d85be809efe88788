import type { Source } from '../../../src/flow/capture/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { KeyValue, KeyValues } from '../../parts/key-values.tsx';

/** What is said about a source. */
export function SourceFacts({ source }: { source: Source }) {
  const t = useT();
  const formats = useFormats();
  const none = <span className="pl-muted">{t('sources:facts.not_said')}</span>;
  const { allowed_return_hosts: hosts } = source.settings;
  return (
    <KeyValues>
      <KeyValue name={t('sources:form.key')}>
        <code>{source.key}</code>
      </KeyValue>
      <KeyValue name={t('sources:form.subject')}>{source.subject ?? none}</KeyValue>
      <KeyValue name={t('sources:form.incentive')}>{source.incentive ?? none}</KeyValue>
      <KeyValue name={t('sources:form.aware')}>
        {source.sales_aware === null ? none : t(source.sales_aware ? 'common:yes' : 'common:no')}
      </KeyValue>
      <KeyValue name={t('sources:form.bought')}>
        {source.bought === null ? none : t(source.bought ? 'common:yes' : 'common:no')}
      </KeyValue>
      {hosts.length > 0 && <KeyValue name={t('sources:form.hosts')}>{hosts.join(', ')}</KeyValue>}
      <KeyValue name={t('sources:facts.since')}>{formats.day(source.created_at)}</KeyValue>
    </KeyValues>
  );
}
