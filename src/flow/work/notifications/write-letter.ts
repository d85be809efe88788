import type { Letter } from '../../../base/mail.ts';
import type { CrossedContent, CrossedManyContent, Notification } from './contract.ts';

/** How one language says what a letter says. Points come signed, links whole. */
type Wording = {
  up: (name: string, band: string, points: number) => string;
  down: (name: string, band: string, points: number) => string;
  many: (up: number, down: number) => string;
  why: string;
  open: string;
  leads: string;
  settings: string;
  bands: Record<string, string>;
};

const plural = (locale: string, count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>) =>
  `${count} ${forms[new Intl.PluralRules(locale).select(count)] ?? forms.other}`;

const wordings: Record<string, Wording> = {
  en: {
    up: (name, band, points) => `${name} is ${band} now: ${plural('en', points, { one: 'point', other: 'points' })}`,
    down: (name, band, points) =>
      `${name} has cooled to ${band}: ${plural('en', points, { one: 'point', other: 'points' })}`,
    many: (up, down) => `Scoring changed: ${up} of your leads went up, ${down} went down`,
    why: 'Why:',
    open: 'Open the lead:',
    leads: 'See your leads:',
    settings: 'What you get by e-mail is set here:',
    bands: { cold: 'cold', warm: 'warm', hot: 'hot' },
  },
  ru: {
    up: (name, band, points) =>
      `${name} — теперь ${band}: ${plural('ru', points, { one: 'балл', few: 'балла', other: 'баллов' })}`,
    down: (name, band, points) =>
      `${name} — снова ${band}: ${plural('ru', points, { one: 'балл', few: 'балла', other: 'баллов' })}`,
    many: (up, down) => `Модель оценки изменилась: ваших лидов поднялось ${up}, опустилось ${down}`,
    why: 'Почему:',
    open: 'Открыть лид:',
    leads: 'Ваши лиды:',
    settings: 'Какие письма вам приходят, настраивается здесь:',
    bands: { cold: 'холодный', warm: 'тёплый', hot: 'горячий' },
  },
  zh: {
    up: (name, band, points) => `${name} 现在是${band}线索：${points} 分`,
    down: (name, band, points) => `${name} 已降为${band}线索：${points} 分`,
    many: (up, down) => `评分模型已更改：您的线索中有 ${up} 个上升，${down} 个下降`,
    why: '原因：',
    open: '打开线索：',
    leads: '查看您的线索：',
    settings: '邮件通知可在此设置：',
    bands: { cold: '冷', warm: '温', hot: '热' },
  },
  ro: {
    up: (name, band, points) =>
      `${name} este acum ${band}: ${plural('ro', points, { one: 'punct', few: 'puncte', other: 'de puncte' })}`,
    down: (name, band, points) =>
      `${name} a coborât la ${band}: ${plural('ro', points, { one: 'punct', few: 'puncte', other: 'de puncte' })}`,
    many: (up, down) => `Scorul s-a schimbat: ${up} dintre lead-urile tale au urcat, ${down} au coborât`,
    why: 'De ce:',
    open: 'Deschide lead-ul:',
    leads: 'Lead-urile tale:',
    settings: 'Ce primești pe e-mail se stabilește aici:',
    bands: { cold: 'rece', warm: 'cald', hot: 'fierbinte' },
  },
};

/** A notification as a letter in its reader's language. `publicUrl` is the address of this installation, without a slash at the end. */
export function writeLetter(
  { kind, person_id, content }: Pick<Notification, 'kind' | 'person_id' | 'content'>,
  language: string,
  publicUrl: string,
): Omit<Letter, 'to'> {
  const wording = wordings[language] ?? (wordings.en as Wording);
  const subject =
    kind === 'crossed'
      ? sayCrossed(content as CrossedContent, wording)
      : wording.many((content as CrossedManyContent).up, (content as CrossedManyContent).down);
  const reasons = kind === 'crossed' ? (content as CrossedContent).reasons : [];
  const link = person_id === null ? `${publicUrl}/leads` : `${publicUrl}/leads/${person_id}`;
  const lines = [
    subject,
    '',
    ...(reasons.length > 0
      ? [wording.why, ...reasons.map(({ label, points }) => `  ${sign(points)}  ${label}`), '']
      : []),
    person_id === null ? wording.leads : wording.open,
    link,
    '',
    '--',
    wording.settings,
    `${publicUrl}/settings/me`,
  ];
  // A subject is one line, whatever somebody is called.
  return { subject: subject.replaceAll(/\s+/g, ' '), text: `${lines.join('\n')}\n` };
}

function sayCrossed({ name, to_band, band_name, is_up, total }: CrossedContent, wording: Wording): string {
  const band = band_name ?? wording.bands[to_band] ?? to_band;
  return is_up ? wording.up(name, band, total) : wording.down(name, band, total);
}

function sign(points: number): string {
  return `${points > 0 ? '+' : '−'}${Math.abs(points)}`;
}
