import type { Group, Model } from '../format.ts';
import { captureGroup } from './capture-rules.ts';
import { events } from './events.ts';
import { employs, isExecutive, isInCharge, mailbox } from './people-rules.ts';
import { each, given, type Names, once, type Preset, signalsOf, threeBands } from './preset.ts';
import { all, where } from './rules.ts';
import { WORDINGS } from './wording.ts';

const names: Names<
  | 'mailbox'
  | 'business'
  | 'free'
  | 'throwaway'
  | 'size'
  | 'large'
  | 'medium'
  | 'small'
  | 'role'
  | 'executive'
  | 'in_charge'
  | 'setting_up'
  | 'activated'
  | 'teammate_invited'
  | 'integration_connected'
  | 'using'
  | 'product_used'
  | 'busy'
  | 'silent'
  | 'buying'
  | 'limit_reached'
  | 'leaving'
  | 'trial_cancelled'
> = {
  en: {
    name: 'SaaS trial',
    about:
      'For products that people try by themselves: setting up counts once, use counts while it is fresh, silence and leaving take points.',
    mailbox: 'Mailbox',
    business: 'Business mailbox',
    free: 'Free mailbox',
    throwaway: 'Throw-away or shared mailbox',
    size: 'Company size',
    large: '500 employees or more',
    medium: '50 employees or more',
    small: '10 employees or more',
    role: 'Role',
    executive: 'Manager or executive',
    in_charge: 'Person in charge',
    setting_up: 'Setting up',
    activated: 'Activated',
    teammate_invited: 'Invited colleagues',
    integration_connected: 'Connected another system',
    using: 'Using',
    product_used: 'Used the product',
    busy: 'Busy: used it ten times or more in seven days',
    silent: 'Silent: began a trial and did nothing for seven days',
    buying: 'Close to buying',
    limit_reached: 'Reached a limit or looked at an upgrade',
    leaving: 'Leaving',
    trial_cancelled: 'Cancelled the trial',
  },
  ru: {
    name: 'Пробный период SaaS',
    about:
      'Для продуктов, которые пробуют самостоятельно: настройка засчитывается один раз, использование — пока оно свежее, молчание и уход снимают баллы.',
    mailbox: 'Почтовый ящик',
    business: 'Рабочая почта',
    free: 'Бесплатная почта',
    throwaway: 'Одноразовая или общая почта',
    size: 'Размер компании',
    large: '500 сотрудников и больше',
    medium: '50 сотрудников и больше',
    small: '10 сотрудников и больше',
    role: 'Роль',
    executive: 'Руководитель',
    in_charge: 'Ответственный сотрудник',
    setting_up: 'Настройка',
    activated: 'Активация',
    teammate_invited: 'Приглашены коллеги',
    integration_connected: 'Подключена другая система',
    using: 'Использование',
    product_used: 'Работа в продукте',
    busy: 'Активно: десять раз и больше за семь дней',
    silent: 'Молчит: начал пробный период и семь дней ничего не делал',
    buying: 'Близко к покупке',
    limit_reached: 'Достигнут лимит или просмотрен переход на другой тариф',
    leaving: 'Уход',
    trial_cancelled: 'Пробный период отменён',
  },
  zh: {
    name: 'SaaS 试用',
    about: '适用于客户自行试用的产品：设置只计一次，近期使用计分，沉默和离开扣分。',
    mailbox: '邮箱',
    business: '企业邮箱',
    free: '免费邮箱',
    throwaway: '一次性或公共邮箱',
    size: '公司规模',
    large: '500 人及以上',
    medium: '50 人及以上',
    small: '10 人及以上',
    role: '角色',
    executive: '经理或高管',
    in_charge: '负责人',
    setting_up: '开通设置',
    activated: '已激活',
    teammate_invited: '已邀请同事',
    integration_connected: '已连接其他系统',
    using: '使用情况',
    product_used: '使用产品',
    busy: '活跃：七天内使用十次以上',
    silent: '沉默：开始试用后七天没有任何操作',
    buying: '接近购买',
    limit_reached: '达到额度或查看升级',
    leaving: '离开',
    trial_cancelled: '取消试用',
  },
  ro: {
    name: 'Perioadă de probă SaaS',
    about:
      'Pentru produse pe care oamenii le încearcă singuri: configurarea se socotește o dată, folosirea cât timp este recentă, tăcerea și plecarea scad puncte.',
    mailbox: 'Căsuță poștală',
    business: 'Adresă de firmă',
    free: 'Adresă gratuită',
    throwaway: 'Adresă temporară sau comună',
    size: 'Mărimea companiei',
    large: 'Cel puțin 500 de angajați',
    medium: 'Cel puțin 50 de angajați',
    small: 'Cel puțin 10 angajați',
    role: 'Rol',
    executive: 'Manager sau director',
    in_charge: 'Persoană responsabilă',
    setting_up: 'Configurare',
    activated: 'Cont activat',
    teammate_invited: 'Colegi invitați',
    integration_connected: 'Alt sistem conectat',
    using: 'Folosire',
    product_used: 'Produs folosit',
    busy: 'Activ: cel puțin zece folosiri în șapte zile',
    silent: 'Tăcut: a început proba și nu a făcut nimic șapte zile',
    buying: 'Aproape de cumpărare',
    limit_reached: 'Limită atinsă sau upgrade consultat',
    leaving: 'Plecare',
    trial_cancelled: 'Probă anulată',
  },
};

/** Products that people try by themselves. */
export const saasTrial: Preset = {
  about: (language) => names[language],
  model: (language): Model => {
    const words = names[language];
    const { fit, engagement, actions } = WORDINGS[language];
    const fresh = (days: number) => ({ curve: 'half_life', days }) as const;
    const profile: Group[] = [
      {
        key: 'mailbox',
        name: words.mailbox,
        take: 'first',
        terms: [
          given('business', words.business, 10, mailbox('business')),
          given('free', words.free, -5, mailbox('free')),
          given('throwaway', words.throwaway, -20, mailbox('disposable', 'role')),
        ],
      },
      {
        key: 'size',
        name: words.size,
        take: 'first',
        terms: [
          given('large', words.large, 20, employs(500)),
          given('medium', words.medium, 15, employs(50)),
          given('small', words.small, 8, employs(10)),
        ],
      },
      {
        key: 'role',
        name: words.role,
        take: 'first',
        terms: [
          given('executive', words.executive, 10, isExecutive),
          given('in_charge', words.in_charge, 8, isInCharge),
        ],
      },
    ];
    const groups: Group[] = [
      {
        key: 'setting_up',
        name: words.setting_up,
        take: 'sum',
        ceiling: 30,
        terms: [
          once('trial_requested', actions.trial_requested, 10),
          once('activated', words.activated, 10),
          once('teammate_invited', words.teammate_invited, 10),
          once('integration_connected', words.integration_connected, 5),
        ],
      },
      {
        key: 'using',
        name: words.using,
        take: 'sum',
        ceiling: 25,
        floor: -15,
        terms: [
          each('product_used', words.product_used, 3, { decay: fresh(7), at_most: { n: 3, per: 'day' } }),
          {
            kind: 'count',
            key: 'busy',
            name: words.busy,
            signal: 'product_used',
            comparison: '>=',
            count: 10,
            window_days: 7,
            points: 5,
          },
          given(
            'silent',
            words.silent,
            -15,
            all(
              where('signal.trial_requested', '>=', { count: 1 }),
              where('signal.trial_requested', '=', { count: 0, within_days: 7 }),
              where('signal.product_used', '=', { count: 0, within_days: 7 }),
            ),
          ),
        ],
      },
      {
        key: 'buying',
        name: words.buying,
        take: 'sum',
        ceiling: 30,
        terms: [
          each('pricing_viewed', actions.pricing_viewed, 5, { decay: fresh(14), at_most: { n: 1, per: 'day' } }),
          each('limit_reached', words.limit_reached, 15, { decay: fresh(21), at_most: { n: 1, per: 'week' } }),
          each('inquiry_made', actions.inquiry_made, 15, { decay: fresh(30), at_most: { n: 1, per: 'day' } }),
        ],
      },
      captureGroup(language),
      {
        key: 'leaving',
        name: words.leaving,
        take: 'sum',
        terms: [
          each('trial_cancelled', words.trial_cancelled, -30, { decay: fresh(90), at_most: { n: 1, per: 'month' } }),
          each('unsubscribed', actions.unsubscribed, -10, { decay: fresh(180), at_most: { n: 1, per: 'month' } }),
        ],
      },
    ];
    return {
      format: 1,
      name: words.name,
      signals: signalsOf(groups, events),
      dimensions: [
        { key: 'fit', name: fit, floor: 0, ceiling: 40, groups: profile },
        { key: 'engagement', name: engagement, groups },
      ],
      bands: threeBands(language, 30, 60, 4),
      grid: {
        fit: { dimension: 'fit', cuts: [30, 20, 10] },
        engagement: { dimension: 'engagement', cuts: [50, 30, 10] },
      },
    };
  },
};
