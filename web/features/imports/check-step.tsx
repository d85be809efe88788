import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { sourcesQuery } from '../../lib/sources.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { Section } from '../../parts/section.tsx';
import { problemOf, useActOnImport, useChangeImport } from './api.ts';
import { Findings } from './findings.tsx';
import css from './imports.module.css';
import { saysWho } from './targets.ts';

/** Which source the rows come from, what would happen, and the start. The dry run begins by itself. */
export function CheckStep({ row, onBack }: { row: Import; onBack: () => void }) {
  const t = useT();
  const formats = useFormats();
  const change = useChangeImport(row.import_id);
  const check = useActOnImport(row.import_id, 'check');
  const start = useActOnImport(row.import_id, 'start');
  const cancel = useActOnImport(row.import_id, 'cancel');
  const mayMakeSource = useMay('sources.write');
  const { data: sources = [] } = useQuery(sourcesQuery());
  const told = row.mapping !== null && saysWho(row.mapping);
  const fresh = row.state === 'uploaded' && row.problem === null && told;
  const beginOnce = useEffectEvent(() => {
    if (fresh && check.isIdle) check.mutate();
  });
  useEffect(() => beginOnce(), []);

  const checking = row.state === 'checking';
  return (
    <>
      <Section
        title={t('imports:source.title')}
        text={t('imports:source.text')}
        actions={
          mayMakeSource && (
            <Button variant="default" size="xs" renderRoot={(props) => <Link to="/sources" {...props} />}>
              {t('imports:source.make')}
            </Button>
          )
        }
      >
        <Select
          className={css.source}
          aria-label={t('imports:source.title')}
          data={sources.map(({ source_id, name, channel }) => ({
            value: String(source_id),
            label: `${name} · ${t(`common:channel.${channel}`)}`,
          }))}
          value={row.source_id === null ? null : String(row.source_id)}
          onChange={(id) =>
            id !== null && change.mutate({ source_id: Number(id) }, { onSuccess: () => check.mutate() })
          }
          allowDeselect={false}
          disabled={checking}
        />
      </Section>
      <Section title={t('imports:check.title')} text={t('imports:check.text')}>
        <div className={css.stack}>
          {!told && (
            <p className={css.warning} role="status">
              {t('imports:mapping.nobody')}
            </p>
          )}
          <InlineError error={check.error ?? start.error ?? problemOf(row)} />
          {checking && (
            <ProgressCard
              title={t('imports:check.running')}
              done={row.bytes_read}
              of={row.bytes}
              note={t('imports:check.nothing_written')}
              actions={
                <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
                  {t('imports:check.stop')}
                </Button>
              }
            />
          )}
          {row.check !== null && <Findings check={row.check} />}
          {row.state === 'uploaded' && told && (
            <Button variant="default" w="fit-content" loading={check.isPending} onClick={() => check.mutate()}>
              {t('imports:check.again')}
            </Button>
          )}
        </div>
      </Section>
      <div className={css.foot}>
        <Button variant="default" onClick={onBack}>
          {t(told ? 'imports:back' : 'imports:mapping.back')}
        </Button>
        <Button
          loading={start.isPending}
          disabled={!told || checking || check.isPending || row.check?.would_keep === 0}
          onClick={() => start.mutate()}
        >
          {row.check === null
            ? t('imports:check.start_unseen')
            : t('imports:check.start', { count: row.check.would_keep, shown: formats.number(row.check.would_keep) })}
        </Button>
      </div>
    </>
  );
}
