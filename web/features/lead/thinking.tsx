import type { PersonCard } from '../../../src/flow/work/contract.ts';
import css from './lead.module.css';
import { LeadFacts } from './lead-facts.tsx';
import { ScoreCard } from './score/score-card.tsx';

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
