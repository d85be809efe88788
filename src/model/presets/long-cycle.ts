import type { Group, Model } from '../format.ts';
import { captureGroup } from './capture-rules.ts';
import { events } from './events.ts';
import { employs, isExecutive, isInCharge, known } from './people-rules.ts';
import { each, given, type Names, once, type Preset, signalsOf, threeBands } from './preset.ts';
import { all, any, where } from './rules.ts';
import { WORDINGS } from './wording.ts';
import { industries, unclear } from './words.ts';

const names: Names<
  | 'role'
  | 'executive'
  | 'in_charge'
  | 'company'
  | 'industry'
  | 'large'
  | 'medium'
  | 'means'
  | 'budget'
  | 'authority'
  | 'issue'
  | 'talks'
  | 'meeting_held'
  | 'quote_requested'
  | 'referred'
  | 'reading'
  | 'case_study_read'
  | 'returning'
> = {
  en: {
    name: 'Services with a long cycle',
    about:
      'For contracts that take months: who decides and with what means weighs as much as what was done, and talks fade over a year, not weeks.',
    role: 'Role',
    executive: 'Manager or executive',
    in_charge: 'Person in charge',
    company: 'Company',
    industry: 'Industry with a high contract rate',
    large: '250 employees or more',
    medium: '50 employees or more',
    means: 'Means',
    budget: 'The budget is known',
    authority: 'The role in the decision is known',
    issue: 'The issue is clear',
    talks: 'Talks',
    meeting_held: 'Meeting held',
    quote_requested: 'Quote or proposal requested',
    referred: 'Came by recommendation',
    reading: 'Reading',
    case_study_read: 'Case study read',
    returning: 'Comes back: ten pages or more in 90 days',
  },
  ru: {
    name: 'Услуги с длинным циклом',
    about:
      'Для договоров, которые готовят месяцами: кто решает и с какими средствами весит не меньше действий, а переговоры угасают за год, не за недели.',
    role: 'Роль',
    executive: 'Руководитель',
    in_charge: 'Ответственный сотрудник',
    company: 'Компания',
    industry: 'Отрасль, в которой часто заключают договоры',
    large: '250 сотрудников и больше',
    medium: '50 сотрудников и больше',
    means: 'Возможности',
    budget: 'Бюджет известен',
    authority: 'Роль в решении известна',
    issue: 'Задача понятна',
    talks: 'Переговоры',
    meeting_held: 'Состоялась встреча',
    quote_requested: 'Запрошено предложение',
    referred: 'Пришёл по рекомендации',
    reading: 'Изучение',
    case_study_read: 'Прочитан кейс',
    returning: 'Возвращается: десять страниц и больше за 90 дней',
  },
  zh: {
    name: '长周期服务',
    about: '适用于历时数月的合同：决策人与资源和行为同样重要，洽谈的分值在一年内而非几周内衰减。',
    role: '角色',
    executive: '经理或高管',
    in_charge: '负责人',
    company: '公司',
    industry: '成交率高的行业',
    large: '250 人及以上',
    medium: '50 人及以上',
    means: '资源',
    budget: '预算已知',
    authority: '决策角色已知',
    issue: '课题明确',
    talks: '洽谈',
    meeting_held: '已会面',
    quote_requested: '索取报价或方案',
    referred: '经人推荐',
    reading: '了解',
    case_study_read: '阅读案例',
    returning: '多次回访：90 天内浏览十页以上',
  },
  ro: {
    name: 'Servicii cu ciclu lung',
    about:
      'Pentru contracte care durează luni: cine decide și cu ce mijloace cântărește cât acțiunile, iar discuțiile se sting într-un an, nu în săptămâni.',
    role: 'Rol',
    executive: 'Manager sau director',
    in_charge: 'Persoană responsabilă',
    company: 'Companie',
    industry: 'Domeniu cu multe contracte',
    large: 'Cel puțin 250 de angajați',
    medium: 'Cel puțin 50 de angajați',
    means: 'Mijloace',
    budget: 'Bugetul este cunoscut',
    authority: 'Rolul în decizie este cunoscut',
    issue: 'Problema este clară',
    talks: 'Discuții',
    meeting_held: 'Întâlnire avută',
    quote_requested: 'Ofertă cerută',
    referred: 'Venit prin recomandare',
    reading: 'Documentare',
    case_study_read: 'Studiu de caz citit',
    returning: 'Revine: cel puțin zece pagini în 90 de zile',
  },
};

/** Contracts that take months to win. */
export const longCycle: Preset = {
  about: (language) => names[language],
  model: (language): Model => {
    const words = names[language];
    const { fit, engagement, actions, groups: groupNames } = WORDINGS[language];
    const slow = (days: number) => ({ curve: 'half_life', days }) as const;
    const profile: Group[] = [
      {
        key: 'role',
        name: words.role,
        take: 'first',
        terms: [
          given('executive', words.executive, 15, isExecutive),
          given('in_charge', words.in_charge, 8, isInCharge),
        ],
      },
      {
        key: 'company',
        name: words.company,
        take: 'sum',
        ceiling: 20,
        terms: [
          given(
            'industry',
            words.industry,
            8,
            any(
              where('person.industry', 'contains', [...industries]),
              where('company.industry', 'contains', [...industries]),
            ),
          ),
          given('large', words.large, 7, employs(250)),
          given('medium', words.medium, 5, employs(50)),
        ],
      },
      {
        key: 'means',
        name: words.means,
        take: 'sum',
        terms: [
          given('budget', words.budget, 6, known('person.budget')),
          given('authority', words.authority, 4, known('person.authority')),
          given(
            'issue',
            words.issue,
            5,
            all(
              where('person.challenge', 'notNull'),
              where('person.challenge', 'notIn', [...unclear.whole]),
              where('person.challenge', 'doesNotContain', [...unclear.parts]),
            ),
          ),
        ],
      },
    ];
    const groups: Group[] = [
      {
        key: 'talks',
        name: words.talks,
        take: 'sum',
        ceiling: 45,
        terms: [
          each('meeting_held', words.meeting_held, 12, { decay: slow(120), at_most: { n: 1, per: 'day' } }),
          each('quote_requested', words.quote_requested, 20, { decay: slow(180), at_most: { n: 1, per: 'month' } }),
          each('inquiry_made', actions.inquiry_made, 10, { decay: slow(120), at_most: { n: 1, per: 'day' } }),
          once('referred', words.referred, 10),
        ],
      },
      {
        key: 'reading',
        name: words.reading,
        take: 'sum',
        ceiling: 25,
        terms: [
          each('case_study_read', words.case_study_read, 4, { decay: slow(180), at_most: { n: 1, per: 'week' } }),
          each('document_requested', actions.document_requested, 5, {
            decay: slow(180),
            at_most: { n: 1, per: 'day' },
          }),
          each('seminar_attended', actions.seminar_attended, 8, { decay: slow(365), at_most: { n: 1, per: 'day' } }),
          each('pricing_viewed', actions.pricing_viewed, 3, { decay: slow(60), at_most: { n: 1, per: 'week' } }),
          once('newsletter_subscribed', actions.newsletter_subscribed, 3),
          {
            kind: 'count',
            key: 'returning',
            name: words.returning,
            signal: 'page_viewed',
            comparison: '>=',
            count: 10,
            window_days: 90,
            points: 5,
          },
        ],
      },
      captureGroup(language),
      {
        key: 'refusals',
        name: groupNames.refusals,
        take: 'sum',
        terms: [each('unsubscribed', actions.unsubscribed, -15, { decay: slow(365), at_most: { n: 1, per: 'month' } })],
      },
    ];
    return {
      format: 1,
      name: words.name,
      signals: signalsOf(groups, events, { page_viewed: actions.page_viewed }),
      dimensions: [
        { key: 'fit', name: fit, floor: 0, ceiling: 50, groups: profile },
        { key: 'engagement', name: engagement, groups },
      ],
      bands: threeBands(language, 30, 60, 5),
      grid: {
        fit: { dimension: 'fit', cuts: [35, 20, 10] },
        engagement: { dimension: 'engagement', cuts: [40, 20, 8] },
      },
    };
  },
};
