import type { Condition, Rule } from '../../../conditions/format.ts';
import type { Trait } from './contract.ts';
import type { TraitField } from './trait-fields.ts';

const kinds = { values: 'value', items: 'value', words: 'word', ranges: 'range', ticked: 'ticked' } as const;

/** What kind of trait a field's values make. */
export function traitKind({ how }: TraitField): Trait['kind'] {
  return kinds[how];
}

/**
 * The condition that holds for whoever has this value of the field, ready for profiles and terms. Of a number, `value` is the
 * place of its range among `cuts`.
 */
export function whenTrait(
  { name: field, how }: TraitField,
  { value, shown }: { value: string; shown: string },
  cuts: readonly number[] = [],
): Condition {
  const all = (...rules: Rule[]): Condition => ({ combinator: 'and', rules });
  switch (how) {
    case 'values':
      return all({ field, operator: '=', value: shown });
    case 'items':
      return all({ field, operator: 'includesAny', value: [shown] });
    case 'words':
      return all({ field, operator: 'containsWord', value: shown });
    case 'ticked':
      return all({ field, operator: '=', value: true });
    case 'ranges': {
      const place = Number(value);
      const [from, to] = [cuts[place - 1], cuts[place]];
      return all(
        ...(from === undefined ? [] : [{ field, operator: '>=' as const, value: from }]),
        ...(to === undefined ? [] : [{ field, operator: '<' as const, value: to }]),
      );
    }
  }
}
