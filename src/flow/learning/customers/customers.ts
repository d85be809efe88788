import { sql } from 'kysely';
import type { Db } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { loadContext } from '../../identity/index.ts';
import { inLab, readWon } from '../../scoring/index.ts';
import { tellWay } from './before.ts';
import { findBuyers } from './buyers.ts';
import { type AskedCustomers, type CustomersAnswer, FEWEST_CUSTOMERS } from './contract.ts';
import { countTraits } from './count-traits.ts';
import { divideCustomers } from './groups.ts';
import { someOf } from './matched.ts';
import { MOST_MEMBERS, readMembers } from './members.ts';
import { cutNumbers, readNumbers } from './numbers.ts';
import { sayingMost, traitFields } from './trait-fields.ts';
import { tellTraits } from './traits.ts';

/**
 * What the workspace's customers have in common, in which groups they fall, and what they did before they bought, as of `now` (epoch ms).
 * Throws `condition_invalid` for what counts as won, `not_found` for a profile, `invalid_input` for a field, `unavailable` for a question that
 * takes too long.
 */
export async function learnCustomers(
  app: Db,
  workspaceId: number,
  asked: AskedCustomers,
  now: number,
): Promise<CustomersAnswer> {
  return inLab(app, workspaceId, async (tx) => {
    const won = await readWon(tx, workspaceId, asked.won);
    // Counting every value of everybody at once needs room; without it, it goes by way of the disk.
    await sql`set local work_mem = '64MB'`.execute(tx);
    const context = await loadContext(tx, workspaceId);
    const possible = traitFields(context);
    if (asked.group_by !== undefined && !possible.some(({ name }) => name === asked.group_by))
      throw new AppError(
        'invalid_input',
        `${asked.group_by}: expected a field of people or their companies to divide by`,
      );
    const buyers = await findBuyers(tx, workspaceId, won, asked, context, now);
    const { sample, whom, customers, leaveOut, best, amounts } = buyers;
    const theirNumbers = await readNumbers(tx, workspaceId, customers, possible);
    const cuts = cutNumbers(theirNumbers, possible);
    const answer = {
      won,
      sample,
      customers: customers.length,
      others: sample.read - customers.length - leaveOut.length,
      best,
      numbers: [...amounts.keys(), ...cuts.keys()],
      enough: customers.length >= FEWEST_CUSTOMERS,
    };
    if (!answer.enough) return { ...answer, traits: [], groups: null, before: null };
    const counted = await countTraits(tx, workspaceId, { whom, customers, leaveOut }, possible, cuts, context, now);
    const known = sayingMost(counted.known);
    const fields = known.map((each) => each.field);
    const some = someOf(customers, MOST_MEMBERS);
    const members = await readMembers(tx, workspaceId, some, fields, cuts, theirNumbers, amounts, context, now);
    return {
      ...answer,
      traits: tellTraits(counted.values, known, cuts),
      groups: divideCustomers(members, asked.group_by),
      before: await tellWay(tx, workspaceId, buyers, now),
    };
  });
}
