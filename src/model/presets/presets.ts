import type { Language } from '../../conditions/describe.ts';
import type { Decay, Dimension, Group, Model, SignalTerm, Term } from '../format.ts';
import { accountEngagement } from './account-engagement.ts';
import { fitAndEngagement } from './fit-and-engagement.ts';
import { longCycle } from './long-cycle.ts';
import type { Preset } from './preset.ts';
import { profile } from './profile.ts';
import { saasTrial } from './saas-trial.ts';
import { type Action, actions } from './signals.ts';
import { WORDINGS, type Wording } from './wording.ts';

/** The models that come with the product, the one to begin with first. */
export const PRESETS = [
  'b2b_basic',
  'b2b_decay',
  'saas_trial',
  'long_cycle',
  'fit_and_engagement',
  'account_engagement',
] as const;
export type PresetKey = (typeof PRESETS)[number];

const presets: Readonly<Record<PresetKey, Preset>> = {
  b2b_basic: { about: (language) => WORDINGS[language].basic, model: (language) => basic(WORDINGS[language]) },
  b2b_decay: { about: (language) => WORDINGS[language].decay, model: (language) => decaying(WORDINGS[language]) },
  saas_trial: saasTrial,
  long_cycle: longCycle,
  fit_and_engagement: fitAndEngagement,
  account_engagement: accountEngagement,
};

/** A preset as a model of its own, its names in this language. */
export function presetModel(key: PresetKey, language: Language): Model {
  return presets[key].model(language);
}

/** What a preset is called and what it is for, in this language. */
export function aboutPreset(key: PresetKey, language: Language): { name: string; about: string } {
  const { name, about } = presets[key].about(language);
  return { name, about };
}

/** SCR-05 and SCR-06 of the requirements: 35 points for the profile and 40 for actions, each counted once. */
function basic(wording: Wording): Model {
  const once = (action: Action, points: number): SignalTerm => ({
    kind: 'signal',
    key: action,
    name: wording.actions[action],
    signal: action,
    points,
    decay: { curve: 'none' },
    at_most: { n: 1, per: 'ever' },
  });
  const groups: Group[] = [
    {
      key: 'actions',
      name: wording.groups.actions,
      take: 'sum',
      ceiling: 40,
      terms: [
        once('document_requested', 5),
        once('inquiry_made', 5),
        once('trial_requested', 10),
        once('seminar_attended', 10),
        once('newsletter_subscribed', 5),
        once('pricing_viewed', 5),
      ],
    },
    { key: 'refusals', name: wording.groups.refusals, take: 'sum', terms: [once('unsubscribed', -10)] },
  ];
  return {
    format: 1,
    name: wording.basic.name,
    signals: signalsOf(groups, wording),
    dimensions: [profile(wording), engagement(wording, groups)],
    bands: bandsOf(wording, 25, 50),
    grid: {
      fit: { dimension: 'fit', cuts: [25, 15, 5] },
      engagement: { dimension: 'engagement', cuts: [25, 15, 5] },
    },
  };
}

/** The same profile with engagement that fades: every action counts, and what was long ago counts little. */
function decaying(wording: Wording): Model {
  const fading = (action: Action, points: number, days: number, at_most: SignalTerm['at_most']): SignalTerm => {
    const decay: Decay = { curve: 'half_life', days };
    return { kind: 'signal', key: action, name: wording.actions[action], signal: action, points, decay, at_most };
  };
  const daily = { n: 1, per: 'day' } as const;
  const busyWeek: Term = {
    kind: 'count',
    key: 'busy_week',
    name: wording.terms.busy_week,
    signal: 'page_viewed',
    comparison: '>=',
    count: 5,
    window_days: 7,
    points: 5,
  };
  const groups: Group[] = [
    {
      key: 'actions',
      name: wording.groups.actions,
      take: 'sum',
      ceiling: 65,
      terms: [
        fading('document_requested', 8, 60, daily),
        fading('inquiry_made', 15, 45, daily),
        fading('trial_requested', 25, 60, { n: 1, per: 'month' }),
        fading('seminar_attended', 15, 90, daily),
        fading('newsletter_subscribed', 5, 180, { n: 1, per: 'ever' }),
        fading('pricing_viewed', 5, 30, daily),
        fading('page_viewed', 2, 7, daily),
        busyWeek,
      ],
    },
    {
      key: 'refusals',
      name: wording.groups.refusals,
      take: 'sum',
      terms: [fading('unsubscribed', -20, 180, { n: 1, per: 'month' })],
    },
  ];
  return {
    format: 1,
    name: wording.decay.name,
    signals: signalsOf(groups, wording),
    dimensions: [profile(wording), engagement(wording, groups)],
    bands: bandsOf(wording, 25, 50),
    grid: {
      fit: { dimension: 'fit', cuts: [25, 15, 5] },
      engagement: { dimension: 'engagement', cuts: [40, 20, 8] },
    },
  };
}

function engagement(wording: Wording, groups: Group[]): Dimension {
  return { key: 'engagement', name: wording.engagement, groups };
}

function bandsOf({ bands }: Wording, warm: number, hot: number): Model['bands'] {
  return [
    { key: 'cold', name: bands.cold },
    { key: 'warm', name: bands.warm, from: warm, margin: 3 },
    { key: 'hot', name: bands.hot, from: hot, margin: 3 },
  ];
}

/** The signals that these groups count. */
function signalsOf(groups: readonly Group[], wording: Wording): Model['signals'] {
  const used = groups.flatMap((group) =>
    group.terms.flatMap((term) => (term.kind === 'field' ? [] : [term.signal as Action])),
  );
  return Object.fromEntries(used.map((action) => [action, { name: wording.actions[action], when: actions[action] }]));
}
