import type { Operator } from '../../conditions/format.ts';
import type { Dimension, FieldTerm, Group } from '../format.ts';
import { all, any, where } from './rules.ts';
import type { Wording } from './wording.ts';
import { beyond, executive, inCharge, industries, marketing, sales, soon, thisHalfYear, unclear } from './words.ts';

const title = (operator: Operator, texts: readonly string[]) => where('person.title', operator, [...texts]);
const adoption = (texts: readonly string[]) =>
  all(
    where('person.adoption_time', 'contains', [...texts]),
    where('person.adoption_time', 'doesNotContain', [...beyond]),
  );

/** The profile part of "B2B basic": five questions, 35 points at most. */
export function profile({ fit, groups, terms }: Wording): Dimension {
  const term = (key: keyof Wording['terms'], points: number, when: FieldTerm['when']): FieldTerm => ({
    kind: 'field',
    key,
    name: terms[key],
    points,
    when,
  });
  const group = (key: 'title' | 'industry' | 'department' | 'issue' | 'adoption', ...of: FieldTerm[]): Group => ({
    key,
    name: groups[key],
    take: 'first',
    terms: of,
  });
  return {
    key: 'fit',
    name: fit,
    floor: 0,
    ceiling: 35,
    groups: [
      group(
        'title',
        term(
          'executive',
          10,
          all(
            any(
              title('contains', executive.parts),
              title('beginsWith', executive.beginnings),
              title('in', executive.whole),
            ),
            title('doesNotContain', executive.except),
          ),
        ),
        term('sells', 0, all(title('contains', sales))),
        term('in_charge', 5, all(title('contains', inCharge))),
      ),
      group(
        'industry',
        term(
          'industry',
          5,
          any(
            where('person.industry', 'contains', [...industries]),
            where('company.industry', 'contains', [...industries]),
          ),
        ),
      ),
      group('department', term('marketing', 5, all(where('person.department', 'contains', [...marketing])))),
      group(
        'issue',
        term(
          'issue',
          5,
          all(
            where('person.challenge', 'notNull'),
            where('person.challenge', 'notIn', [...unclear.whole]),
            where('person.challenge', 'doesNotContain', [...unclear.parts]),
          ),
        ),
      ),
      group('adoption', term('within_1_month', 10, adoption(soon)), term('within_6_months', 5, adoption(thisHalfYear))),
    ],
  };
}
