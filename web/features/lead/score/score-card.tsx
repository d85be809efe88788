import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PersonCard } from '../../../../src/flow/work/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { useMay } from '../../../lib/session.ts';
import { BandBadge, GridCell, ScoreBadge } from '../../../parts/band.tsx';
import { InlineError } from '../../../parts/error-state.tsx';
import { Receipt } from '../../../parts/receipt.tsx';
import { ScoreCourse } from '../../../parts/score-course.tsx';
import { courseQuery, receiptQuery } from '../api.ts';
import css from '../lead.module.css';
import { tellReceipt } from '../receipt-lines.ts';
import { useReceiptWords } from '../receipt-words.ts';
import { TemperatureLine } from '../temperature/temperature-line.tsx';
import { Adjustments } from './adjustments.tsx';
import { NextSignals } from './next-signals.tsx';
import { useCourseMarks } from './use-course-marks.ts';

type ScoreCardProps = { card: PersonCard; onPoint: (touches: (string | number)[] | undefined) => void };

/** The score now or at any instant of its course, with the reason for every point and what would change it. */
export function ScoreCard({ card, onPoint }: ScoreCardProps) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const mayWrite = useMay('people.write');
  const [all, setAll] = useState(false);
  const [at, setAt] = useState<string>();
  const current = useQuery(receiptQuery(card.person_id));
  const past = useQuery({ ...receiptQuery(card.person_id, at), enabled: at !== undefined });
  const receipt = at === undefined ? current : past;
  const course = useQuery(courseQuery(card.person_id));
  const words = useReceiptWords();
  const marks = useCourseMarks(course.data);
  const model = receipt.data?.model;
  const told = useMemo(
    () => (receipt.data === undefined ? undefined : tellReceipt(receipt.data, words, all)),
    [receipt.data, words, all],
  );
  const thresholds = useMemo(
    () =>
      (current.data?.model.bands ?? []).flatMap((band) =>
        band.from === undefined ? [] : [{ band: band.key, from: band.from }],
      ),
    [current.data],
  );
  const points = useMemo(
    () => (course.data?.points ?? []).map(({ at: instant, points: total, band }) => ({ at: instant, total, band })),
    [course.data],
  );
  const shown =
    receipt.data?.score ?? (at === undefined && card.standing && { ...card.standing, points: card.standing.total });
  if (!shown && !receipt.isPending) return <InlineError error={receipt.error} />;
  return (
    <div>
      {shown && (
        <div className={css.scoreHead}>
          <ScoreBadge size="card" points={shown.points} band={shown.band} />
          <span className={css.scoreMarks}>
            <BandBadge band={shown.band} />
            {shown.cell !== null && <GridCell cell={shown.cell} />}
          </span>
        </div>
      )}
      {at === undefined && card.kind === 'lead' && <TemperatureLine card={card} />}
      {points.length > 1 && <ScoreCourse course={points} thresholds={thresholds} marks={marks} at={at} onAt={setAt} />}
      {at !== undefined && (
        <div className={css.past} role="status">
          <span>{t('lead:score.at', { at: formats.dateTime(at) })}</span>
          <Button variant="subtle" size="xs" onClick={() => setAt(undefined)}>
            {t('lead:score.to_now')}
          </Button>
        </div>
      )}
      <InlineError error={receipt.error} />
      {told === undefined ? (
        receipt.isPending && <Skeleton height={220} mt="md" className="pl-late" />
      ) : (
        <>
          <Receipt
            sections={told.sections}
            closing={told.closing}
            total={receipt.data?.score.points ?? 0}
            now={at === undefined ? now : Date.parse(at)}
            onPoint={onPoint}
          />
          <div className={css.receiptFoot}>
            {told.idle > 0 && (
              <Button variant="subtle" color="gray" size="xs" onClick={() => setAll(!all)}>
                {all ? t('lead:score.hide_idle') : t('lead:score.show_idle', { count: told.idle })}
              </Button>
            )}
            <span className={css.quiet}>
              {t('lead:score.under', { model: model?.name, version: formats.number(receipt.data?.version ?? 0) })}
            </span>
          </div>
        </>
      )}
      {at === undefined && current.data !== undefined && mayWrite && (
        <Adjustments personId={card.person_id} explained={current.data} />
      )}
      {at === undefined && <NextSignals personId={card.person_id} />}
    </div>
  );
}
