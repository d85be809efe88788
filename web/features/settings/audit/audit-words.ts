import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { sourcesQuery } from '../../../lib/sources.ts';
import { type AuditEntry, everybodyQuery, teamsQuery } from '../api.ts';
import { ROLES } from '../people/roles.ts';

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
  'profile',
  'validity_rule',
  'journey_map',
  'interview',
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
  'profile.made',
  'profile.changed',
  'validity_rule.made',
  'validity_rule.changed',
  'validity_rule.ordered',
  'journey_map.changed',
  'interview.begun',
  'interview.answered',
  'interview.removed',
  'interview.rules_taken',
  'interview.signs_taken',
  'import.uploaded',
  'import.started',
  'import.resumed',
  'import.cancelled',
  'import.removed',
  'lead.owner_changed',
  'lead.temperature_set',
  'lead.temperature_ended',
  'lead.temperature_restored',
  'cooling.changed',
  'note.changed',
  'note.removed',
  'note.restored',
  'view.created',
  'view.changed',
  'view.removed',
] as const;

/** Values that name somebody. */
const NAMES_MEMBER = new Set(['owner_id', 'user_id', 'created_by', 'invited_by', 'accepted_by']);

type Underscored<Name extends string> = Name extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;
const underscored = <Name extends string>(name: Name) => name.replace('.', '_') as Underscored<Name>;

/** How the log reads in the user's language; what is not known by name stands as the server calls it. */
export function useAuditWords() {
  const t = useT();
  const { data: members = [] } = useQuery(everybodyQuery);
  const formats = useFormats();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sources = [] } = useQuery(sourcesQuery({ archived: true }));
  const subject = (kind: string): string => {
    const known = SUBJECTS.find((each) => each === kind);
    return known === undefined ? kind : t(`settings:audit.subject.${known}`);
  };
  /** What a record is called, where its name is at hand; else its id. */
  const nameOf = ({ subject_kind: kind, subject_id: id }: AuditEntry): string | null | undefined => {
    if (kind === 'member') return members.find((member) => member.user_id === id)?.name ?? id;
    if (kind === 'source') return sources.find((source) => String(source.source_id) === id)?.name ?? id;
    return kind === 'workspace' ? undefined : id;
  };
  return {
    action: (action: string): string => {
      const known = ACTIONS.find((each) => each === action);
      return known === undefined ? action : t(`settings:audit.action.${underscored(known)}`);
    },
    subject,
    about: (entry: AuditEntry): string => [subject(entry.subject_kind), nameOf(entry)].filter(Boolean).join(' · '),
    /** A value by what people call it: a colleague, a source, a team, a role, an instant; undefined for what says itself. */
    value: (name: string, value: unknown): string | undefined => {
      if (NAMES_MEMBER.has(name)) return members.find((member) => member.user_id === value)?.name;
      if (name === 'source_id') return sources.find((source) => source.source_id === value)?.name;
      if (name === 'team_id') return teams.find((team) => team.team_id === value)?.name;
      const role = name === 'role' ? ROLES.find((each) => each === value) : undefined;
      if (role !== undefined) return t(`common:role.${role}`);
      if (name.endsWith('_at') && typeof value === 'string') return formats.dateTime(value);
      return typeof value === 'number' ? formats.value(value) : undefined;
    },
    actor: ({ kind, name }: AuditEntry['actor']): string => {
      if (kind === 'plumb') return t('frame:brand');
      return kind === 'key' ? t('settings:audit.key', { name: name ?? '' }) : (name ?? '');
    },
  };
}
