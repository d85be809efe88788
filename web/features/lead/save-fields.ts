import type { z } from 'zod';
import type { ChangeAnswer, FieldsChange, OtherPerson } from '../../../src/flow/work/contract.ts';
import type { useT } from '../../lib/i18n.ts';
import { ApiError, api } from '../../lib/request.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { sayFailed } from '../../parts/toast.tsx';

export type FieldChanges = z.input<typeof FieldsChange>['fields'];
type T = ReturnType<typeof useT>;

/** What became of a change of fields: `dropped` where it would have merged two people and the user decided against it. */
export type SavedFields = 'saved' | 'merged' | 'dropped';

/** Changes fields of a person; asks first where an address or number says that somebody else is the same person. */
export async function saveFields(id: number, fields: FieldChanges, t: T): Promise<SavedFields> {
  const send = (merge: boolean) =>
    api.patch<z.infer<typeof ChangeAnswer>>(`/api/people/${id}/fields`, { fields, merge });
  try {
    await send(false);
    return 'saved';
  } catch (error) {
    const other = findOther(error);
    if (other === undefined) throw error;
    if (other === null) {
      sayFailed(t('lead:same.taken'), t('lead:same.hidden'));
      return 'dropped';
    }
    const name = other.full_name ?? t('lead:same.nameless');
    const agreed = await confirmAction({
      title: t('lead:same.title'),
      text: t('lead:same.question', { name }),
      confirm: t('lead:same.merge'),
      cancel: t('common:action.cancel'),
      danger: false,
    });
    if (!agreed) return 'dropped';
    await send(true);
    return 'merged';
  }
}

/** Who has it already; null for somebody whom this user may not see, undefined where the change failed for another reason. */
function findOther(error: unknown): z.infer<typeof OtherPerson>['other'] | undefined {
  if (!(error instanceof ApiError) || error.code !== 'conflict') return undefined;
  const { reason, other } = error.parts as Partial<z.infer<typeof OtherPerson>>;
  return reason === 'belongs_to_another' ? other : undefined;
}
