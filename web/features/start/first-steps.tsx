import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps, linkOptions } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { type FirstSteps, firstStepsQuery } from './api.ts';
import css from './start.module.css';

const steps: { id: keyof FirstSteps; way: LinkProps }[] = [
  { id: 'touch', way: linkOptions({ to: '/imports' }) },
  { id: 'score', way: linkOptions({ to: '/scoring' }) },
  { id: 'view', way: linkOptions({ to: '/leads' }) },
  { id: 'colleague', way: linkOptions({ to: '/settings/$section', params: { section: 'people' } }) },
  { id: 'owner', way: linkOptions({ to: '/leads' }) },
];

/** The first steps in a workspace; each ticks itself once it has been taken, by whomever. */
export function FirstStepsList() {
  const t = useT();
  const { data } = useQuery(firstStepsQuery);
  return (
    <section>
      <h2 className={css.heading}>{t('start:steps.title')}</h2>
      <ol className={css.steps}>
        {steps.map(({ id, way }) => {
          const done = data?.[id] ?? false;
          return (
            <li key={id} className={css.step} data-done={done}>
              <span className={css.tick}>
                {done && <IconCheck size={13} stroke={3} aria-label={t('start:steps.done')} />}
              </span>
              <span className={css.step_words}>{t(`start:steps.${id}`)}</span>
              {!done && (
                <Link className={css.go} {...way} aria-label={`${t('start:steps.go')}: ${t(`start:steps.${id}`)}`}>
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
