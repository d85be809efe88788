import { Button, Skeleton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { FEWEST_CUSTOMERS } from '../../../../src/flow/learning/customers/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { type Asked, type CustomersAnswer, customersQuery } from './api.ts';
import css from './customers.module.css';
import { Learnt } from './learnt.tsx';
import { Options } from './options.tsx';
import { useFieldName } from './use-trait-words.ts';

/** What customers have in common, which groups there are among them, and what they did before they bought. */
export function CustomersPage() {
  const t = useT();
  const [asked, setAsked] = useState<Asked>({});
  const { data, error, refetch, isPlaceholderData } = useQuery(customersQuery(asked));
  return (
    <Page wide>
      <PageHeader
        title={t('customers:title')}
        lead={t('customers:lead')}
        actions={
          <>
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/scoring/lab" search={{ tab: 'outcomes' }} {...props} />}
            >
              {t('customers:what_is_won')}
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/scoring/profiles" {...props} />}>
              {t('profiles:title')}
            </Button>
          </>
        }
      />
      <Options asked={asked} numbers={data?.numbers ?? []} onChange={setAsked} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton mt={20} height={420} className="pl-late" />}
      {data !== undefined && error === null && (
        <div className={css.answer} data-old={isPlaceholderData} aria-busy={isPlaceholderData}>
          {data.enough ? (
            <>
              <LearntFrom answer={data} />
              <Learnt answer={data} onDivide={(group_by) => setAsked({ ...asked, group_by })} />
            </>
          ) : (
            <TooFew answer={data} narrowed={asked.best !== undefined || asked.profile !== undefined} />
          )}
        </div>
      )}
    </Page>
  );
}

/** What the answer rests on. */
function LearntFrom({ answer: { customers, others, sample, best } }: { answer: CustomersAnswer }) {
  const t = useT();
  const formats = useFormats();
  const fieldName = useFieldName();
  return (
    <p className={css.hint}>
      {t('customers:learnt', {
        count: customers,
        shown: formats.number(customers),
        others: formats.number(others),
      })}{' '}
      {best !== null && t('customers:best_is', { number: fieldName(best.field), from: formats.number(best.from) })}{' '}
      {sample.read < sample.people &&
        t('customers:sample', { read: formats.number(sample.read), people: formats.number(sample.people) })}
    </p>
  );
}

function TooFew({ answer: { customers }, narrowed }: { answer: CustomersAnswer; narrowed: boolean }) {
  const t = useT();
  const formats = useFormats();
  return (
    <EmptyState
      icon={<IconUsersGroup size={22} stroke={1.75} />}
      title={
        customers === 0
          ? t('customers:nobody')
          : t('customers:few', { count: customers, shown: formats.number(customers) })
      }
      text={
        <>
          {t('customers:few_text', { fewest: formats.number(FEWEST_CUSTOMERS) })}{' '}
          {narrowed && t('customers:few_chosen')}
        </>
      }
    />
  );
}
