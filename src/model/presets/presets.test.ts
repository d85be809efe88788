import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../conditions/catalogue.ts';
import { evaluateCondition } from '../../conditions/evaluate.ts';
import { checkModel } from '../check.ts';
import { prepareModel, scoreAt } from '../evaluate.ts';
import { PRESETS, presetModel } from './presets.ts';
import { type Action, actions } from './signals.ts';

const now = Date.UTC(2026, 4, 4, 12);
const person = catalogueOf([
  ...['title', 'industry', 'department', 'challenge', 'adoption_time'].map((key) => ({
    name: `person.${key}`,
    type: 'text' as const,
  })),
  { name: 'company.industry', type: 'text' },
  { name: 'person.email_kind', type: 'select' },
  { name: 'person.phone', type: 'text' },
  { name: 'person.incentive', type: 'text' },
  { name: 'person.bought', type: 'boolean' },
  { name: 'person.sales_aware', type: 'boolean' },
  { name: 'person.wants_contact', type: 'boolean' },
  { name: 'person.authority', type: 'text' },
  { name: 'person.budget', type: 'number' },
  { name: 'person.employees', type: 'number' },
  { name: 'company.employees', type: 'number' },
]);
const touch = catalogueOf(['type', 'event', 'path'].map((key) => ({ name: `touch.${key}`, type: 'text' as const })));
const languages = ['en', 'ru', 'zh', 'ro'] as const;

const basic = prepareModel(presetModel('b2b_basic', 'en'), person, 'UTC');
const scoreOf = (fields: Record<string, string>, hits: Record<string, number> = {}) => {
  const times = Object.entries(hits).map(([action, times]) => {
    const list = Array.from({ length: times }, (_, id) => ({ occurred_at: now - id * 1000, id }));
    return [action, list] as const;
  });
  return scoreAt(basic, { read: (field) => fields[field], hits: new Map(times) }, now);
};
const fitOf = (fields: Record<string, string>) => scoreOf(fields).dimensions[0]?.points;

const best = {
  'person.title': 'Head of marketing',
  'person.industry': 'Manufacturing',
  'person.department': 'Marketing',
  'person.challenge': 'We cannot see which campaign brings orders',
  'person.adoption_time': 'Within 1 month',
};
const everything = Object.fromEntries(Object.keys(presetModel('b2b_basic', 'en').signals).map((action) => [action, 4]));

describe('the presets', () => {
  it.each(PRESETS)('%s can be saved in every language', (key) => {
    for (const language of languages) expect(checkModel(presetModel(key, language), { person, touch })).toEqual([]);
  });

  it('say the same conditions and points in every language', () => {
    const withoutNames = (model: unknown) =>
      JSON.stringify(model, (key, value) => (key === 'name' ? undefined : value));
    for (const key of PRESETS)
      for (const language of languages)
        expect(withoutNames(presetModel(key, language))).toBe(withoutNames(presetModel(key, 'en')));
  });
});

describe('B2B basic', () => {
  it('reaches 75: 35 for the profile and 40 for the actions, however often each was done', () => {
    const score = scoreOf(best, { ...everything, unsubscribed: 0 });
    expect(score.dimensions.map((dimension) => dimension.points)).toEqual([35, 40]);
    expect(score.points).toBe(75);
    expect(score.band).toBe('hot');
    expect(score.cell).toBe('A1');
  });

  it('takes 10 points for unsubscribing', () => {
    expect(scoreOf(best, everything).points).toBe(65);
    expect(scoreOf({}, { unsubscribed: 1 }).points).toBe(-10);
  });

  it('never gives more than 75', () => {
    const text = fc.constantFrom(...Object.values(best), 'Sales', 'CEO and founder', '6 months', 'none', 'Energy');
    const fields = fc.record(Object.fromEntries([...person.keys()].map((name) => [name, text])));
    const hits = fc.record(Object.fromEntries(Object.keys(everything).map((action) => [action, fc.nat(5)])));
    fc.assert(
      fc.property(fields, hits, (said, done) => {
        expect(scoreOf(said, done).points).toBeLessThanOrEqual(75);
      }),
      { seed: 75, numRuns: 200 },
    );
  });

  it.each([
    [
      10,
      'Chief Executive Officer',
      'CEO',
      'COO',
      'VP Sales',
      'Vice President',
      'Sales Director',
      'Marketing Manager',
      'Head of IT',
    ],
    [10, 'Генеральный директор', 'Руководитель отдела', '市场总监', '销售经理', 'Director general', 'Șef departament'],
    [
      5,
      'Marketing specialist',
      'Team lead',
      'Специалист отдела закупок',
      '市场专员',
      'Specialist achiziții',
      'Менеджер проектов',
    ],
    [
      0,
      'Sales specialist',
      'Account manager',
      'Assistant to the director',
      'Специалист отдела продаж',
      'Student',
      'Doctor',
    ],
  ])('gives %i points for a title such as %s', (points, ...titles) => {
    for (const title of titles) expect([title, fitOf({ 'person.title': String(title) })]).toEqual([title, points]);
  });

  it.each([
    [10, 'within_1_month', 'This month', 'в течение месяца', '1个月以内', 'Într-o lună, urgent'],
    [5, 'within_6_months', 'In 3 months', 'в течение полугода', '半年内', 'în 6 luni', 'next quarter'],
    [0, 'undecided', 'in 12 months', 'more than 6 months', 'после 6 месяцев', '6个月以上', 'peste 6 luni', 'next year'],
  ])('gives %i points for an adoption time such as %s', (points, ...times) => {
    for (const time of times) expect([time, fitOf({ 'person.adoption_time': String(time) })]).toEqual([time, points]);
  });

  it('takes an issue as clear unless the answer says that it is not', () => {
    for (const issue of ['clear', 'We lose leads']) expect(fitOf({ 'person.challenge': issue })).toBe(5);
    for (const issue of ['unclear', 'None', 'не знаем', '不清楚', ' '])
      expect(fitOf({ 'person.challenge': issue })).toBe(0);
  });
});

describe('the actions of the presets', () => {
  it.each<[Action | 'none', string, string | undefined, string?]>([
    ['document_requested', 'track', 'Document Requested'],
    ['document_requested', 'form', 'Скачать брошюру'],
    ['inquiry_made', 'track', 'Inquiry Sent'],
    ['inquiry_made', 'track', 'Demo Requested'],
    ['inquiry_made', 'form', 'Form submitted'],
    ['trial_requested', 'track', 'Trial Started'],
    ['seminar_attended', 'track', 'Webinar attended'],
    ['none', 'track', 'Webinar registered'],
    ['newsletter_subscribed', 'track', 'Newsletter Subscribed'],
    ['unsubscribed', 'track', 'Unsubscribed'],
    ['unsubscribed', 'track', 'Newsletter unsubscribed'],
    ['pricing_viewed', 'page', 'Pricing', '/pricing'],
    ['pricing_viewed', 'page', undefined, '/en/pricing/team'],
    ['none', 'page', undefined, '/blog/pricing-strategies'],
    ['none', 'track', 'Email Opened'],
    ['trial_requested', 'row', 'Trial 2026'],
    ['none', 'track', 'Form Submitted'],
    ['none', 'page', 'Webinar'],
    ['none', 'page', 'Download', '/downloads'],
    ['none', 'screen', 'Start your trial'],
    ['none', 'page', 'Unsubscribe'],
    ['none', 'lead', 'Newsletter subscribed'],
  ])('%s: a %s called %s on %s', (action, type, event, path) => {
    const said: Record<string, unknown> = { 'touch.type': type, 'touch.event': event, 'touch.path': path };
    const matching = Object.entries(actions)
      .filter(([key]) => key !== 'page_viewed')
      .filter(([, condition]) => evaluateCondition(condition, touch, (field) => said[field], now, 'UTC'))
      .map(([key]) => key);
    expect(matching).toEqual(action === 'none' ? [] : [action]);
  });
});
