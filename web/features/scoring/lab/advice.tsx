import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AdviceAnswer } from '../../../../src/flow/scoring/lab/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { findTerm } from '../builder/parts/spot.ts';
import { useSentences } from '../use-sentences.ts';
import { adviceQuery } from './api.ts';
import type { LabProps } from './asked.ts';
import css from './lab.module.css';
import { useSayShare } from './say-share.ts';

const TONES = { better: 'good', worse: 'bad', no_better: 'warm', unclear: 'plain' } as const;

/** Rules that do nothing, that count the same thing twice, or that do not tell winners from the rest. */
export function Advice({ entry, model, asked }: LabProps) {
  const t = useT();
  const formats = useFormats();
  const say = useSentences(model);
  const { data, error } = useQuery(adviceQuery(entry.model_id, asked));
  if (error !== null) return <InlineError error={error} />;
  if (data === undefined) return <Skeleton height={360} className="pl-late" />;
  const name = (key: string) => {
    const term = findTerm(model, key)?.term;
    return term?.name ?? (term && say.term(term)) ?? key;
  };
  const link = (key: string) => (
    <Link to="/scoring/edit" search={{ model: entry.model_id, part: `term.${key}` }}>
      {name(key)}
    </Link>
  );
  return (
    <div className={css.two}>
      <Conversion answer={data} link={link} />
      <div className={css.stack}>
        <section>
          <h2 className={css.heading}>{t('lab:advice.idle')}</h2>
          {data.idle.length === 0 ? (
            <p className={css.hint}>{t('lab:advice.idle_none')}</p>
          ) : (
            <ul className={css.list}>
              {data.idle.map(({ term, kind, share }) => (
                <li key={term} className={css.item}>
                  {link(term)}
                  <span>{t(`lab:advice.${kind}`, { share: formats.percent(share?.value ?? 0, 1) })}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h2 className={css.heading}>{t('lab:advice.together')}</h2>
          {data.together.length === 0 ? (
            <p className={css.hint}>{t('lab:advice.together_none')}</p>
          ) : (
            <ul className={css.list}>
              {data.together.map(({ terms: [a, b], overlap, both }) => (
                <li key={`${a} ${b}`} className={css.item}>
                  <div>
                    {link(a)} · {link(b)}
                  </div>
                  <span>
                    {t('lab:advice.overlap', {
                      share: formats.percent(overlap),
                      count: both,
                      shown: formats.number(both),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  );
}

function Conversion({ answer, link }: { answer: AdviceAnswer; link: (key: string) => ReactNode }) {
  const t = useT();
  const sayShare = useSayShare();
  const { conversion, cases } = answer;
  return (
    <section>
      <h2 className={css.heading}>{t('lab:advice.conversion')}</h2>
      {conversion === null ? (
        <p className={css.hint}>{t('lab:advice.few_cases', { count: cases })}</p>
      ) : (
        <PlainTable
          label={t('lab:advice.conversion')}
          rows={conversion.terms.toSorted((a, b) => Number(b.against) - Number(a.against))}
          rowKey={(row) => row.term}
          top
          columns={[
            {
              id: 'term',
              label: t('builder:kind.rule'),
              cell: (row) => link(row.term),
            },
            {
              id: 'holders',
              label: t('lab:advice.holders'),
              align: 'end',
              cell: (row) => <span className={css.share}>{sayShare(row.holders)}</span>,
            },
            {
              id: 'rest',
              label: t('lab:advice.rest'),
              align: 'end',
              wide: true,
              cell: (row) => <span className={css.share}>{sayShare(row.rest)}</span>,
            },
            {
              id: 'verdict',
              label: t('lab:advice.verdict'),
              width: '120px',
              cell: (row) => (
                <Tag tone={row.against ? 'bad' : TONES[row.verdict]}>
                  {t(row.against ? 'lab:advice.against' : `lab:advice.${row.verdict}`)}
                </Tag>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
