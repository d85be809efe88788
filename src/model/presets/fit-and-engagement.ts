import type { Decay, Group, Model } from '../format.ts';
import { events } from './events.ts';
import { employs, isExecutive, isInCharge, known, mailbox } from './people-rules.ts';
import { each, given, type Names, type Preset, signalsOf, threeBands } from './preset.ts';
import { any, where } from './rules.ts';
import { WORDINGS } from './wording.ts';
import { industries } from './words.ts';

const names: Names<
  | 'role'
  | 'executive'
  | 'in_charge'
  | 'company'
  | 'industry'
  | 'large'
  | 'medium'
  | 'small'
  | 'contact'
  | 'business'
  | 'phone'
  | 'throwaway'
  | 'site'
  | 'forms'
  | 'mail'
  | 'form_submitted'
  | 'email_opened'
  | 'email_clicked'
> = {
  en: {
    name: 'Fit and engagement, 0–100',
    about:
      'Like HubSpot: fit and engagement from 0 to 100 each, groups with limits of their own, what was done loses half every month; the total is their mean.',
    role: 'Role',
    executive: 'Manager or executive',
    in_charge: 'Person in charge',
    company: 'Company',
    industry: 'Industry with a high contract rate',
    large: '500 employees or more',
    medium: '50 employees or more',
    small: '10 employees or more',
    contact: 'Contact',
    business: 'Business mailbox',
    phone: 'Phone is known',
    throwaway: 'Throw-away or shared mailbox',
    site: 'Website',
    forms: 'Forms and events',
    mail: 'E-mails',
    form_submitted: 'Form submitted',
    email_opened: 'E-mail opened',
    email_clicked: 'Link in an e-mail clicked',
  },
  ru: {
    name: 'Соответствие и вовлечённость, 0–100',
    about:
      'Как в HubSpot: соответствие и вовлечённость от 0 до 100, у групп свои пределы, действия каждый месяц теряют половину; итог — их среднее.',
    role: 'Роль',
    executive: 'Руководитель',
    in_charge: 'Ответственный сотрудник',
    company: 'Компания',
    industry: 'Отрасль, в которой часто заключают договоры',
    large: '500 сотрудников и больше',
    medium: '50 сотрудников и больше',
    small: '10 сотрудников и больше',
    contact: 'Контакт',
    business: 'Рабочая почта',
    phone: 'Телефон известен',
    throwaway: 'Одноразовая или общая почта',
    site: 'Сайт',
    forms: 'Формы и мероприятия',
    mail: 'Письма',
    form_submitted: 'Отправлена форма',
    email_opened: 'Письмо открыто',
    email_clicked: 'Переход по ссылке из письма',
  },
  zh: {
    name: '匹配度与参与度 0–100',
    about: '类似 HubSpot：匹配度和参与度各为 0 到 100，各分组有上限，行为分值每月减半；总分为两者平均。',
    role: '角色',
    executive: '经理或高管',
    in_charge: '负责人',
    company: '公司',
    industry: '成交率高的行业',
    large: '500 人及以上',
    medium: '50 人及以上',
    small: '10 人及以上',
    contact: '联系方式',
    business: '企业邮箱',
    phone: '电话已知',
    throwaway: '一次性或公共邮箱',
    site: '网站',
    forms: '表单与活动',
    mail: '邮件',
    form_submitted: '提交表单',
    email_opened: '打开邮件',
    email_clicked: '点击邮件链接',
  },
  ro: {
    name: 'Potrivire și implicare, 0–100',
    about:
      'Ca în HubSpot: potrivire și implicare de la 0 la 100, grupuri cu limite proprii, acțiunile pierd jumătate în fiecare lună; totalul este media lor.',
    role: 'Rol',
    executive: 'Manager sau director',
    in_charge: 'Persoană responsabilă',
    company: 'Companie',
    industry: 'Domeniu cu multe contracte',
    large: 'Cel puțin 500 de angajați',
    medium: 'Cel puțin 50 de angajați',
    small: 'Cel puțin 10 angajați',
    contact: 'Contact',
    business: 'Adresă de firmă',
    phone: 'Telefonul este cunoscut',
    throwaway: 'Adresă temporară sau comună',
    site: 'Site',
    forms: 'Formulare și evenimente',
    mail: 'E-mailuri',
    form_submitted: 'Formular trimis',
    email_opened: 'E-mail deschis',
    email_clicked: 'Link din e-mail accesat',
  },
};

/** Half of the first worth is lost at the end of each month, as HubSpot's decay of 50 % a month does: nothing is left after two. */
export const monthlyHalf: Decay = {
  curve: 'steps',
  steps: [
    [30, 1],
    [60, 0.5],
  ],
};

/** Fit and engagement from 0 to 100 each, as HubSpot's lead scoring has them. */
export const fitAndEngagement: Preset = {
  about: (language) => names[language],
  model: (language): Model => {
    const words = names[language];
    const { fit, engagement, actions } = WORDINGS[language];
    const fading = { decay: monthlyHalf };
    const profile: Group[] = [
      {
        key: 'role',
        name: words.role,
        take: 'first',
        ceiling: 40,
        terms: [
          given('executive', words.executive, 40, isExecutive),
          given('in_charge', words.in_charge, 25, isInCharge),
        ],
      },
      {
        key: 'company',
        name: words.company,
        take: 'sum',
        ceiling: 40,
        terms: [
          given(
            'industry',
            words.industry,
            20,
            any(
              where('person.industry', 'contains', [...industries]),
              where('company.industry', 'contains', [...industries]),
            ),
          ),
          given('large', words.large, 5, employs(500)),
          given('medium', words.medium, 10, employs(50)),
          given('small', words.small, 5, employs(10)),
        ],
      },
      {
        key: 'contact',
        name: words.contact,
        take: 'sum',
        ceiling: 20,
        terms: [
          given('business', words.business, 15, mailbox('business')),
          given('phone', words.phone, 5, known('person.phone')),
          given('throwaway', words.throwaway, -30, mailbox('disposable')),
        ],
      },
    ];
    const groups: Group[] = [
      {
        key: 'site',
        name: words.site,
        take: 'sum',
        ceiling: 30,
        terms: [
          each('page_viewed', actions.page_viewed, 1, { ...fading, at_most: { n: 5, per: 'day' } }),
          each('pricing_viewed', actions.pricing_viewed, 10, { ...fading, at_most: { n: 1, per: 'day' } }),
        ],
      },
      {
        key: 'forms',
        name: words.forms,
        take: 'sum',
        ceiling: 50,
        terms: [
          each('form_submitted', words.form_submitted, 15, fading),
          each('trial_requested', actions.trial_requested, 25, { ...fading, at_most: { n: 1, per: 'month' } }),
          each('seminar_attended', actions.seminar_attended, 20, fading),
        ],
      },
      {
        key: 'mail',
        name: words.mail,
        take: 'sum',
        ceiling: 20,
        terms: [
          each('email_opened', words.email_opened, 1, { ...fading, at_most: { n: 1, per: 'day' } }),
          each('email_clicked', words.email_clicked, 5, { ...fading, at_most: { n: 2, per: 'day' } }),
          each('unsubscribed', actions.unsubscribed, -30, { decay: { curve: 'none' }, at_most: { n: 1, per: 'ever' } }),
        ],
      },
    ];
    const limits = { floor: 0, ceiling: 100, weight: 0.5 };
    return {
      format: 1,
      name: words.name,
      signals: signalsOf(groups, events),
      dimensions: [
        { key: 'fit', name: fit, ...limits, groups: profile },
        { key: 'engagement', name: engagement, ...limits, groups },
      ],
      bands: threeBands(language, 40, 70, 3),
      grid: {
        fit: { dimension: 'fit', cuts: [75, 50, 25] },
        engagement: { dimension: 'engagement', cuts: [75, 50, 25] },
      },
    };
  },
};
