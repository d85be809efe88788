import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PersonCard } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { BandBadge, GridCell, ScoreBadge } from '../../parts/band.tsx';
import { InlineError } from '../../parts/error-state.tsx';
import { Receipt } from '../../parts/receipt.tsx';
import { ScoreCourse } from '../../parts/score-course.tsx';
import { courseQuery, receiptQuery } from './api.ts';
import css from './lead.module.css';
import { LeadFacts } from './lead-facts.tsx';
import { tellReceipt } from './receipt-lines.ts';
import { useReceiptWords } from './receipt-words.ts';

type ThinkingProps = { card: PersonCard; onPoint: (touches: (string | number)[] | undefined) => void };

/** The score with its course and its receipt, and why this is a lead. */
export function Thinking({ card, onPoint }: ThinkingProps) {
  return (
    <div className={css.stack}>
      <ScoreCard card={card} onPoint={onPoint} />
      <LeadFacts card={card} />
    </div>
  );
}

function ScoreCard({ card, onPoint }: ThinkingProps) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const [all, setAll] = useState(false);
  const receipt = useQuery(receiptQuery(card.person_id));
  const course = useQuery(courseQuery(card.person_id));
  const words = useReceiptWords();
  const model = receipt.data?.model;
  const told = useMemo(
    () => (receipt.data === undefined ? undefined : tellReceipt(receipt.data, words, all)),
    [receipt.data, words, all],
  );
  const thresholds = useMemo(
    () =>
      (model?.bands ?? []).flatMap((band) => (band.from === undefined ? [] : [{ band: band.key, from: band.from }])),
    [model],
  );
  const shown = receipt.data?.score ?? (card.standing && { ...card.standing, points: card.standing.total });
  if (shown == null && !receipt.isPending) return <InlineError error={receipt.error} />;
  return (
    <div>
      {shown != null && (
        <div className={css.scoreHead}>
          <ScoreBadge size="card" points={shown.points} band={shown.band} />
          <span className={css.scoreMarks}>
            <BandBadge band={shown.band} />
            {shown.cell !== null && <GridCell cell={shown.cell} />}
          </span>
        </div>
      )}
      {course.data !== undefined && course.data.points.length > 1 && (
        <ScoreCourse
          course={course.data.points.map(({ at, points, band }) => ({ at, total: points, band }))}
          thresholds={thresholds}
        />
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
            now={now}
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
    </div>
  );
}
