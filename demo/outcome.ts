import { day, drawVisitTime } from './calendar.ts';
import { between, type Chance, happens, normal } from './chance.ts';
import type { Story } from './story.ts';
import { orderProbability, type TruthKey } from './truth.ts';

/**
 * How it ended. `won` and `lost` have a day on which it was decided; `never` means that sales and the person did not get as far
 * as an offer; `open` that the decision lies after the end of the year, whatever it will be. Money in euros.
 */
export type DemoOutcome =
  | { kind: 'won'; decided_at: number; value: number }
  | { kind: 'lost'; decided_at: number; reason: LossReason }
  | { kind: 'never' }
  | { kind: 'open' };

export const lossReasons = ['no budget', 'no decision', 'chose another', 'feature missing', 'bad timing'] as const;
export type LossReason = (typeof lossReasons)[number];

/** Those who did one of these had an offer, so that not buying is a loss. */
const handRaised: readonly TruthKey[] = ['inquiry', 'demo', 'trial'];

/**
 * Draws the end of a told story. When it is decided has nothing to do with how, so that looking only at those decided before
 * `until` (epoch ms) leaves the truth as it is.
 */
export function drawOutcome(story: Story, until: number): DemoOutcome {
  const { chance, visitor } = story;
  if (story.identified_at === undefined) return { kind: 'never' };
  const waits = between(chance, 10, 45) + between(chance, 0, 45);
  const decidedAt = drawVisitTime(
    chance,
    story.notebook.latest() + waits * day,
    visitor.company.market.utc_offset_hours,
  );
  const won = happens(chance, orderProbability(story.holding));
  if (decidedAt > until) return { kind: 'open' };
  if (won) return { kind: 'won', decided_at: decidedAt, value: drawValue(chance, visitor.company.employees) };
  if (!handRaised.some((key) => story.holding.has(key))) return { kind: 'never' };
  const reason = lossReasons[between(chance, 0, lossReasons.length - 1)] as LossReason;
  return { kind: 'lost', decided_at: decidedAt, reason };
}

/** A yearly licence in whole hundreds of euros: about a root of the head count, spread by half. */
function drawValue(chance: Chance, employees: number): number {
  return Math.round(9 * Math.sqrt(employees + 8) * Math.exp(0.5 * normal(chance))) * 100;
}
