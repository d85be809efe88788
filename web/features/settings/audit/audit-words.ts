import { useT } from '../../../lib/i18n.ts';
import type { AuditEntry } from '../api.ts';

/** What the log tells of, by the names the server has for it. */
export const SUBJECTS = [
  'workspace',
  'member',
  'invitation',
  'team',
  'key',
  'source',
  'unreadable',
  'field',
  'model',
  'import',
  'import_mapping',
  'person',
  'people',
  'note',
  'saved_view',
  'bulk_change',
] as const;

const ACTIONS = [
  'workspace.created',
  'workspace.changed',
  'promotion_rule.changed',
  'member.joined',
  'member.changed',
  'member.removed',
  'member.password_link_made',
  'invitation.created',
  'invitation.revoked',
  'team.created',
  'team.changed',
  'team.removed',
  'key.created',
  'key.revoked',
  'source.created',
  'source.changed',
  'unreadable.replayed',
  'unreadable.dismissed',
  'field.created',
  'field.changed',
  'model.published',
  'model.made_live',
  'import.uploaded',
  'import.started',
  'import.resumed',
  'import.cancelled',
  'import.removed',
  'lead.owner_changed',
  'note.changed',
  'note.removed',
  'note.restored',
  'view.created',
  'view.changed',
  'view.removed',
] as const;

type Underscored<Name extends string> = Name extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;
const underscored = <Name extends string>(name: Name) => name.replace('.', '_') as Underscored<Name>;

/** How the log reads in the user's language; what is not known by name stands as the server calls it. */
export function useAuditWords() {
  const t = useT();
  return {
    action: (action: string): string => {
      const known = ACTIONS.find((each) => each === action);
      return known === undefined ? action : t(`settings:audit.action.${underscored(known)}`);
    },
    subject: (kind: string): string => {
      const known = SUBJECTS.find((each) => each === kind);
      return known === undefined ? kind : t(`settings:audit.subject.${known}`);
    },
    actor: ({ kind, name }: AuditEntry['actor']): string => {
      if (kind === 'plumb') return t('frame:brand');
      return kind === 'key' ? t('settings:audit.key', { name: name ?? '' }) : (name ?? '');
    },
  };
}
