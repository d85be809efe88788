import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { type FirstSteps, firstStepsQuery } from './api.ts';
import css from './start.module.css';

const steps: { id: keyof FirstSteps; to: LinkProps['to'] }[] = [
  { id: 'touch', to: '/imports' },
  { id: 'score', to: '/scoring' },
  { id: 'view', to: '/leads' },
  { id: 'colleague', to: '/settings' },
  { id: 'owner', to: '/leads' },
];

/** The first steps in a workspace; each ticks itself once it has been taken, by whomever. */
export function FirstStepsList() {
  const t = useT();
  const { data } = useQuery(firstStepsQuery);
  return (
    <section>
      <h2 className={css.heading}>{t('start:steps.title')}</h2>
      <ol className={css.steps}>
        {steps.map(({ id, to }) => {
          const done = data?.[id] ?? false;
          return (
            <li key={id} className={css.step} data-done={done}>
              <span className={css.tick}>
                {done && <IconCheck size={13} stroke={3} aria-label={t('start:steps.done')} />}
              </span>
              <span className={css.step_words}>{t(`start:steps.${id}`)}</span>
              {!done && (
                <Link className={css.go} to={to}>
                  {t('start:steps.go')}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
