import {
  IconCode,
  IconEye,
  IconFileSpreadsheet,
  IconForms,
  IconGitMerge,
  IconHandClick,
  IconId,
  IconPencil,
  IconTemperature,
  IconUserCheck,
  IconUserPlus,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import type { TimelineEntry } from '../../../src/flow/work/contract.ts';
import { fieldLabel, useFieldText } from '../../lib/fields.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useBandName } from '../../parts/band.tsx';
import type { TimelineItem } from '../../parts/timeline.tsx';
import { Note } from './note.tsx';

/** Fields that say nothing new beside the others. */
const UNSAID = ['first_name', 'last_name', 'email_kind', 'email_domain', 'phone_kind'];
const MOST_FIELDS = 6;

type Touch = Extract<TimelineEntry, { kind: 'touch' }>;

const ICONS: Record<Touch['type'], typeof IconEye> = {
  page: IconEye,
  screen: IconEye,
  track: IconHandClick,
  identify: IconId,
  group: IconId,
  alias: IconId,
  form: IconForms,
  row: IconFileSpreadsheet,
  lead: IconUserPlus,
  edit: IconPencil,
  note: IconPencil,
};

/** What the timeline shows for each entry: an icon, a sentence, where it came from. */
export function useTimelineItems(
  personId: number,
  entries: TimelineEntry[],
  lit: (string | number)[] | undefined,
  onRaw: (touchId: number) => void,
): TimelineItem[] {
  const t = useT();
  const valueText = useFieldText();
  const formats = useFormats();
  const bandName = useBandName();
  return useMemo(() => {
    const say = sayer(t, valueText);
    const temperature = ({ what, band, until, by }: Extract<TimelineEntry, { kind: 'temperature' }>): string => {
      const names = { band: bandName(band), by: by?.name };
      if (what === 'ended')
        return t(by === null ? 'lead:temperature.said.ended_by_itself' : 'lead:temperature.said.ended_by', names);
      return until === null
        ? t('lead:temperature.said.set_by', names)
        : t('lead:temperature.said.set_by_until', { ...names, until: formats.day(until) });
    };
    const tell = (entry: TimelineEntry): TimelineItem => {
      switch (entry.kind) {
        case 'touch': {
          const Icon = ICONS[entry.type] ?? IconCode;
          return {
            key: `touch-${entry.touch_id}`,
            at: entry.at,
            icon: <Icon size={15} stroke={1.75} />,
            title: say.touch(entry),
            body: say.fields(entry),
            note: [entry.count > 1 ? t('lead:times', { count: entry.count }) : undefined, entry.source?.name]
              .filter(Boolean)
              .join(' · '),
            lit: lit?.some((id) => String(id) === String(entry.touch_id)),
            onOpen: () => onRaw(entry.touch_id),
            openLabel: t('lead:open_raw'),
          };
        }
        case 'note':
          return {
            key: `note-${entry.note_id}`,
            at: entry.at,
            icon: <IconPencil size={15} stroke={1.75} />,
            title: <strong>{entry.author.name}</strong>,
            note: entry.edited_at === null ? undefined : t('lead:note.edited'),
            body: <Note personId={personId} note={entry} />,
            raised: true,
          };
        case 'owner':
          return {
            key: `owner-${entry.at}`,
            at: entry.at,
            icon: <IconUserCheck size={15} stroke={1.75} />,
            title: say.owner(entry),
          };
        case 'merge':
          return {
            key: `merge-${entry.merged_person_id}-${entry.at}`,
            at: entry.at,
            icon: <IconGitMerge size={15} stroke={1.75} />,
            title: t(entry.undone_at === null ? 'lead:merged' : 'lead:unmerged'),
          };
        case 'temperature':
          return {
            key: `temperature-${entry.temperature_id}-${entry.what}`,
            at: entry.at,
            icon: <IconTemperature size={15} stroke={1.75} />,
            title: temperature(entry),
            body: entry.what === 'set' ? entry.reason : undefined,
          };
      }
    };
    return entries.map(tell);
  }, [entries, lit, onRaw, personId, t, valueText, formats, bandName]);
}

/** An event's technical name as people would write it: "trial_requested" becomes "Trial requested". */
function readable(event: string): string {
  const words = event.replace(/[_-]+/g, ' ').trim();
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1);
}

/** Touches and changes as sentences in the user's language. */
function sayer(t: ReturnType<typeof useT>, valueText: ReturnType<typeof useFieldText>) {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    touch: ({ type, event, properties }: Touch): string => {
      const page = text(properties.title) ?? text(properties.path) ?? text(properties.url) ?? event;
      if (type === 'page' || type === 'screen')
        return page == null ? t('lead:touch.page_unknown') : t('lead:touch.page', { page });
      if (type === 'form') return event === null ? t('lead:touch.form_unnamed') : t('lead:touch.form', { form: event });
      if (type === 'track') return event === null ? t('lead:touch.track') : readable(event);
      return t(`lead:touch.${type}`);
    },
    fields: ({ type, fields }: Touch): string | undefined => {
      if (fields === null || type === 'page') return undefined;
      const said = Object.entries(fields)
        .filter(([key, value]) => value !== null && value !== '' && (type === 'edit' || !UNSAID.includes(key)))
        .map(([key, value]) => {
          const name = `person.${key}`;
          return `${fieldLabel({ name, label: key })}: ${valueText({ name, type: 'text' }, value)}`;
        });
      if (said.length === 0) return undefined;
      const more = said.length - MOST_FIELDS;
      return more > 1
        ? `${said.slice(0, MOST_FIELDS).join(' · ')} · ${t('lead:more_fields', { count: more })}`
        : said.join(' · ');
    },
    owner: ({ from, to, by }: Extract<TimelineEntry, { kind: 'owner' }>): string => {
      const names = { from: from?.name, to: to?.name, by: by?.name };
      const who = by === null ? 'by_plumb' : 'by';
      if (to === null) return t(`lead:owner.removed_${who}`, names);
      return t(from === null ? `lead:owner.given_${who}` : `lead:owner.moved_${who}`, names);
    },
  };
}
