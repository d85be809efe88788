import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogues } from '../../cli/model/built-in-fields.ts';
import { evaluateCondition } from '../../conditions/evaluate.ts';
import { checkModel } from '../check.ts';
import { describeTerm } from '../describe.ts';
import { prepareModel, type ScoreResult, scoreAt } from '../evaluate.ts';
import { allTerms } from '../format.ts';
import { events } from './events.ts';
import { aboutPreset, PRESETS, type PresetKey, presetModel } from './presets.ts';

const now = Date.UTC(2026, 4, 4, 12);
const day = 86_400_000;
const { person, touch } = builtInCatalogues;
const languages = ['en', 'ru', 'zh', 'ro'] as const;

const best = {
  'person.title': 'Chief operating officer',
  'person.industry': 'Manufacturing',
  'person.employees': 900,
  'person.email_kind': 'business',
  'person.phone': '+37360111222',
  'person.budget': 10_000,
  'person.authority': 'Decides',
  'person.challenge': 'Orders are late',
};
/** Days ago at which each signal came. */
const scoreOf = (
  preset: PresetKey,
  fields: Record<string, unknown>,
  ages: Record<string, number[]> = {},
): ScoreResult => {
  const ready = prepareModel(presetModel(preset, 'en'), person, 'UTC');
  const hits = Object.entries(ages).map(
    ([key, list]) => [key, list.map((age, id) => ({ occurred_at: now - age * day, id }))] as const,
  );
  return scoreAt(ready, { read: (field) => fields[field], hits: new Map(hits) }, now);
};
const dimensionOf = (score: ScoreResult, key: string) => score.dimensions.find((each) => each.key === key)?.points;

describe('every preset', () => {
  it.each(PRESETS)('%s can be saved in every workspace, and all of it has a name and reads as sentences', (key) => {
    for (const language of languages) {
      const model = presetModel(key, language);
      expect(checkModel(model, builtInCatalogues)).toEqual([]);
      expect(aboutPreset(key, language).name).toBe(model.name);
      expect(aboutPreset(key, language).about).not.toBe('');
      for (const term of allTerms(model)) {
        expect(term.name).toBeTruthy();
        expect(describeTerm(model, term, person, language)).not.toMatch(/undefined/);
      }
      for (const [signal, { name }] of Object.entries(model.signals)) expect(name, signal).toBeTruthy();
    }
  });

  it('has its own names in each language', () => {
    for (const key of PRESETS) {
      const abouts = languages.map((language) => aboutPreset(key, language).about);
      expect(new Set(abouts).size).toBe(languages.length);
    }
  });
});

describe('SaaS trial', () => {
  it('is hot for who set up and uses the product every day', () => {
    const daily = Array.from({ length: 14 }, (_, age) => age / 2);
    const score = scoreOf('saas_trial', best, {
      trial_requested: [9],
      activated: [8],
      teammate_invited: [7],
      product_used: daily,
    });
    expect(dimensionOf(score, 'fit')).toBe(40);
    expect(score.band).toBe('hot');
  });

  it('takes points for silence after a trial began, and for nobody who began none', () => {
    const began = scoreOf('saas_trial', {}, { trial_requested: [20] }).points;
    expect(began).toBe(10 - 15);
    expect(scoreOf('saas_trial', {}, { trial_requested: [2] }).points).toBe(10);
    expect(scoreOf('saas_trial', {}).points).toBe(0);
  });

  it('distrusts throw-away mailboxes', () => {
    expect(dimensionOf(scoreOf('saas_trial', { ...best, 'person.email_kind': 'disposable' }), 'fit')).toBe(10);
  });
});

describe('services with a long cycle', () => {
  it('keep half of a meeting for four months', () => {
    expect(scoreOf('long_cycle', {}, { meeting_held: [0] }).points).toBe(12);
    expect(scoreOf('long_cycle', {}, { meeting_held: [120] }).points).toBe(6);
  });

  it('weigh means and role as much as deeds: 50 points at most', () => {
    expect(dimensionOf(scoreOf('long_cycle', best), 'fit')).toBe(50);
  });
});

describe.each(['saas_trial', 'long_cycle'] as const)('how the contact was got, in %s', (preset) => {
  it('takes points from who came for an incentive alone, until they ask for contact', () => {
    const came = { 'person.incentive': 'E-book' };
    expect(scoreOf(preset, came).points).toBe(-8);
    expect(scoreOf(preset, { ...came, 'person.wants_contact': false }).points).toBe(-8);
    expect(scoreOf(preset, { ...came, 'person.wants_contact': true }).points).toBe(10);
  });

  it('takes points from bought contacts and from who did not know of a sale, 15 at most', () => {
    expect(scoreOf(preset, { 'person.bought': true }).points).toBe(-10);
    expect(scoreOf(preset, { 'person.sales_aware': false }).points).toBe(-5);
    const all = { 'person.bought': true, 'person.sales_aware': false, 'person.incentive': 'E-book' };
    expect(scoreOf(preset, all).points).toBe(-15);
    expect(scoreOf(preset, { 'person.sales_aware': true }).points).toBe(0);
  });
});

describe('fit and engagement, 0–100', () => {
  it('are from 0 to 100 each, and the total is their mean', () => {
    const field = fc.constantFrom<unknown>(...Object.values(best), 'disposable', 'free', 'Clerk', undefined, 30);
    const fields = fc.record(Object.fromEntries(Object.keys(best).map((name) => [name, field])));
    const signals = Object.keys(presetModel('fit_and_engagement', 'en').signals);
    const ages = fc.record(
      Object.fromEntries(signals.map((key) => [key, fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 8 })])),
    );
    fc.assert(
      fc.property(fields, ages, (said, done) => {
        const score = scoreOf('fit_and_engagement', said, done);
        const [fit, engagement] = score.dimensions.map(({ exact }) => exact) as [number, number];
        for (const points of [fit, engagement]) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(100);
        }
        expect(score.exact).toBeCloseTo((fit + engagement) / 2, 5);
      }),
      { seed: 100, numRuns: 200 },
    );
    expect(dimensionOf(scoreOf('fit_and_engagement', best), 'fit')).toBe(100);
  });

  it('put the best into A1', () => {
    const much = {
      trial_requested: [1],
      seminar_attended: [2],
      form_submitted: [1],
      pricing_viewed: [0, 1, 2, 3],
      email_clicked: [0, 1, 2, 3],
    };
    expect(scoreOf('fit_and_engagement', best, much)).toMatchObject({ points: 100, band: 'hot', cell: 'A1' });
  });
});

describe('the events of the presets', () => {
  const matching = (type: string, event: string) =>
    Object.entries(events)
      .filter(([, when]) =>
        evaluateCondition(when, touch, (field) => ({ 'touch.type': type, 'touch.event': event })[field], now, 'UTC'),
      )
      .map(([key]) => key);

  it.each<[string, string, string]>([
    ['activated', 'track', 'Workspace activated'],
    ['teammate_invited', 'track', 'Teammate Invited'],
    ['integration_connected', 'track', 'Slack connected'],
    ['product_used', 'track', 'Logged in'],
    ['limit_reached', 'track', 'Seat limit reached'],
    ['meeting_held', 'track', 'Meeting held'],
    ['meeting_held', 'row', 'Встреча в офисе'],
    ['quote_requested', 'form', 'Request for proposal'],
    ['case_study_read', 'track', 'Case study: Acme'],
    ['referred', 'form', 'Recommended by a partner'],
    ['form_submitted', 'form', 'Newsletter'],
    ['form_submitted', 'row', 'Form Handler Submission'],
    ['form_error', 'track', 'Form Error'],
    ['form_error', 'row', 'Landing Page Error'],
    ['link_clicked', 'track', 'Tracked Link Click'],
    ['redirect_clicked', 'row', 'Custom Redirect Click'],
    ['email_opened', 'track', 'Email Opened'],
    ['site_searched', 'row', 'Site Search Query'],
    ['session_begun', 'row', 'Visitor Session'],
    ['chatted', 'track', 'Olark Chat'],
    ['opportunity_lost', 'row', 'Opportunity Lost'],
  ])('%s: a %s called %s', (key, type, event) => {
    expect(matching(type, event)).toContain(key);
  });

  it('are none where the name says the opposite, or a page is only called so', () => {
    expect(matching('track', 'Slack disconnected')).not.toContain('integration_connected');
    expect(matching('track', 'Meeting cancelled')).not.toContain('meeting_held');
    expect(matching('row', 'Form Handler Submission Error')).not.toContain('form_submitted');
    expect(matching('page', 'Chat')).toEqual(['page_viewed']);
  });
});
