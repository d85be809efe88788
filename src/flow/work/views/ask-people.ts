import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { ownerCondition } from '../../../access/index.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { withoutProfiles } from '../../../conditions/profiles.ts';
import { listBindings } from '../list-bindings.ts';
import type { ListContext } from './list-context.ts';
import { standingScope } from './narrowings.ts';
import { joinOthers } from './people-sql.ts';

/**
 * `from … where …` over everybody whom the asking user may see, as lists have them: where they stand `s`, the person `p`, the open
 * lead `l` or nulls. What is asked of them follows with `and`.
 */
export function fromSeenPeople(context: ListContext): RawBuilder<unknown> {
  return sql`
    from standing s ${joinOthers(context, 's', new Set(['p', 'l']))}
    where ${standingScope(context, 'all')} and ${ownerCondition(context.seen, sql.ref('s.owner_id'))}`;
}

/** A condition on the fields of lists as SQL over those tables; a rule on a field that is gone compares with a missing value. */
export function holdsInList(context: ListContext, condition: Condition): RawBuilder<SqlBool> {
  const own = withoutProfiles(condition, context.vocabulary.profiles);
  return compileCondition(own, context.catalogue, listBindings(context), context.now, context.timeZone);
}
