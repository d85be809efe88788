import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PersonJourney } from '../../../src/flow/learning/journey-maps/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { journeyQuery } from './api.ts';
import css from './journey-strip.module.css';

type Place = PersonJourney['maps'][number];

/** At which stage of which journeys somebody is; nothing for who is on none. */
export function JourneyStrips({ personId }: { personId: number }) {
  const { data } = useQuery(journeyQuery(personId));
  return data?.maps.map((map) => <JourneyStrip key={map.profile_id} map={map} />);
}

/** One journey: its stages as a strip, those passed filled, and in words where somebody is and since when. */
function JourneyStrip({ map: { profile_id, name, stages, at } }: { map: Place }) {
  const t = useT();
  const formats = useFormats();
  const here = at === null ? undefined : stages[at];
  const said =
    here === undefined
      ? t('journey:strip.before')
      : t('journey:strip.stage', {
          stage: here.name,
          place: formats.number((at ?? 0) + 1),
          of: formats.number(stages.length),
        });
  return (
    <section className={css.journey} aria-label={t('journey:strip.label', { map: name, stage: said })}>
      <div className={css.head}>
        <h3 className={css.title}>
          {t('journey:strip.name')}
          <Link to="/scoring/profiles/$profileId/journey" params={{ profileId: profile_id }}>
            {name}
          </Link>
        </h3>
        <p className={css.said}>
          {said}
          {here?.reached_at != null && (
            <span className={css.since}>{t('journey:strip.since', { at: formats.day(here.reached_at) })}</span>
          )}
        </p>
      </div>
      <ol className={css.strip} aria-hidden="true">
        {stages.map((stage, place) => (
          <Tooltip
            key={stage.key}
            label={
              stage.reached_at === null
                ? stage.name
                : t('journey:strip.reached', { stage: stage.name, at: formats.day(stage.reached_at) })
            }
          >
            <li data-state={at !== null && place < at ? 'passed' : place === at ? 'here' : 'ahead'} />
          </Tooltip>
        ))}
      </ol>
    </section>
  );
}
