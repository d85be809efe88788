import { Button, Skeleton } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { EmptyState } from '../../../../parts/empty-state.tsx';
import { ErrorState } from '../../../../parts/error-state.tsx';
import { Section } from '../../../../parts/section.tsx';
import { type InterviewSummary, summaryQuery } from '../api.ts';
import css from '../interviews.module.css';
import { ProposedRules } from './proposed-rules.tsx';
import { ProposedSigns } from './proposed-signs.tsx';

/** What all of them said together: rules to take, questions that become signs, criteria in words, and what was said besides. */
export function Said() {
  const t = useT();
  const formats = useFormats();
  const [model, setModel] = useState<number>();
  const { data, error, refetch } = useQuery({ ...summaryQuery(model), placeholderData: keepPreviousData });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton mt={20} height={320} className="pl-late" />;
  if (data.interviews === 0)
    return (
      <EmptyState
        icon={<IconMessageQuestion size={22} stroke={1.75} />}
        title={t('interviews:said.none')}
        text={t('interviews:said.none_text')}
      />
    );
  const { days } = data;
  return (
    <>
      <p className={css.sum}>
        {t('interviews:said.answered', { count: data.interviews })}
        {days !== null && (
          <>
            {' '}
            {t('interviews:said.days', {
              count: days.median,
              least: formats.number(days.least),
              most: formats.number(days.most),
            })}
          </>
        )}
      </p>
      <Section title={t('interviews:rules.title')} text={t('interviews:rules.text')}>
        {data.rules.length === 0 ? (
          <p className={css.quiet}>{t('interviews:rules.none')}</p>
        ) : (
          <ProposedRules summary={data} onModel={setModel} />
        )}
      </Section>
      {data.signs.length > 0 && (
        <Section title={t('interviews:signs.title')} text={t('interviews:signs.text')}>
          <ProposedSigns signs={data.signs} />
        </Section>
      )}
      {data.criteria.length > 0 && (
        <Section
          title={t('interviews:criteria.title')}
          text={t('interviews:criteria.text')}
          actions={
            <Button variant="default" size="xs" renderRoot={(props) => <Link to="/scoring/validity" {...props} />}>
              {t('interviews:criteria.to_rules')}
            </Button>
          }
        >
          <Criteria criteria={data.criteria} />
        </Section>
      )}
      {data.texts.length > 0 && (
        <Section title={t('interviews:words.title')}>
          <Words texts={data.texts} />
        </Section>
      )}
    </>
  );
}

function Criteria({ criteria }: { criteria: InterviewSummary['criteria'] }) {
  const t = useT();
  const formats = useFormats();
  return (
    <div className={css.pair}>
      {(['hopeless', 'known'] as const).map((kind) => {
        const mine = criteria.filter((each) => each.kind === kind);
        return (
          mine.length > 0 && (
            <div key={kind}>
              <h3 className={css.label}>{t(`interviews:criteria.${kind}`)}</h3>
              <ul className={css.list}>
                {mine.map(({ text, named, of }) => (
                  <li key={text}>
                    {text}{' '}
                    <span className={css.quiet}>
                      {t('interviews:agreement', { named: formats.number(named), of: formats.number(of) })}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          )
        );
      })}
    </div>
  );
}

function Words({ texts }: { texts: InterviewSummary['texts'] }) {
  const t = useT();
  return [...Map.groupBy(texts, ({ question }) => question)].map(([question, said]) => (
    <div key={question} className={css.spoken}>
      <h3 className={css.label}>{t(`interviews:question.${question}`)}</h3>
      {said.map(({ name, text }) => (
        <blockquote key={name}>
          <p>{text}</p>
          <footer>{name}</footer>
        </blockquote>
      ))}
    </div>
  ));
}
