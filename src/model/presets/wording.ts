import type { Language } from '../../conditions/describe.ts';
import type { Action } from './signals.ts';

/** The names inside the presets, in one language. */
export type Wording = {
  basic: { name: string; about: string };
  decay: { name: string; about: string };
  fit: string;
  engagement: string;
  groups: Record<'title' | 'industry' | 'department' | 'issue' | 'adoption' | 'actions' | 'refusals', string>;
  terms: Record<
    | 'executive'
    | 'in_charge'
    | 'sells'
    | 'industry'
    | 'marketing'
    | 'issue'
    | 'within_1_month'
    | 'within_6_months'
    | 'busy_week',
    string
  >;
  actions: Record<Action, string>;
  bands: Record<'cold' | 'warm' | 'hot', string>;
};

const en: Wording = {
  basic: {
    name: 'B2B basic',
    about: 'Five questions about the profile (35 points) and six actions, each counted once (40 points): 75 at most.',
  },
  decay: {
    name: 'B2B with decay',
    about:
      'The same profile; actions count again and again and lose half their points in weeks, so the score follows interest.',
  },
  fit: 'Fit',
  engagement: 'Engagement',
  groups: {
    title: 'Job title',
    industry: 'Industry',
    department: 'Department',
    issue: 'Issue',
    adoption: 'Adoption time',
    actions: 'Actions',
    refusals: 'Refusals',
  },
  terms: {
    executive: 'Manager or executive',
    in_charge: 'Person in charge',
    sells: 'Sells, rather than buys',
    industry: 'Industry with a high contract rate',
    marketing: 'Marketing department',
    issue: 'The issue is clear',
    within_1_month: 'Adoption within a month',
    within_6_months: 'Adoption within half a year',
    busy_week: 'Busy week: five pages or more in seven days',
  },
  actions: {
    document_requested: 'Document requested',
    inquiry_made: 'Inquiry made',
    trial_requested: 'Trial requested',
    seminar_attended: 'Seminar attended',
    newsletter_subscribed: 'Newsletter subscribed',
    pricing_viewed: 'Pricing page viewed',
    page_viewed: 'Page viewed',
    unsubscribed: 'Unsubscribed',
  },
  bands: { cold: 'Cold', warm: 'Warm', hot: 'Hot' },
};

const ru: Wording = {
  basic: {
    name: 'B2B, базовая',
    about:
      'Пять вопросов о профиле (35 баллов) и шесть действий, каждое засчитывается один раз (40 баллов): не больше 75.',
  },
  decay: {
    name: 'B2B с затуханием',
    about:
      'Тот же профиль; действия засчитываются снова и снова и за недели теряют половину баллов, так что оценка следует за интересом.',
  },
  fit: 'Соответствие',
  engagement: 'Вовлечённость',
  groups: {
    title: 'Должность',
    industry: 'Отрасль',
    department: 'Отдел',
    issue: 'Задача',
    adoption: 'Срок внедрения',
    actions: 'Действия',
    refusals: 'Отказы',
  },
  terms: {
    executive: 'Руководитель',
    in_charge: 'Ответственный сотрудник',
    sells: 'Сам продаёт, а не покупает',
    industry: 'Отрасль, в которой часто заключают договоры',
    marketing: 'Отдел маркетинга',
    issue: 'Задача понятна',
    within_1_month: 'Внедрение в течение месяца',
    within_6_months: 'Внедрение в течение полугода',
    busy_week: 'Активная неделя: пять страниц и больше за семь дней',
  },
  actions: {
    document_requested: 'Запрошен документ',
    inquiry_made: 'Обращение',
    trial_requested: 'Запрошен пробный доступ',
    seminar_attended: 'Участие в семинаре',
    newsletter_subscribed: 'Подписка на рассылку',
    pricing_viewed: 'Просмотр страницы с ценами',
    page_viewed: 'Просмотр страницы',
    unsubscribed: 'Отписка',
  },
  bands: { cold: 'Холодный', warm: 'Тёплый', hot: 'Горячий' },
};

const zh: Wording = {
  basic: { name: 'B2B 基础', about: '五个资料问题（35 分）和六种行为，每种只计一次（40 分）：最高 75 分。' },
  decay: { name: 'B2B 衰减', about: '资料评分相同；行为可多次计分，几周内分值减半，使评分紧跟客户的兴趣。' },
  fit: '匹配度',
  engagement: '参与度',
  groups: {
    title: '职位',
    industry: '行业',
    department: '部门',
    issue: '课题',
    adoption: '导入时间',
    actions: '行为',
    refusals: '拒绝',
  },
  terms: {
    executive: '经理或高管',
    in_charge: '负责人',
    sells: '销售人员，而非买方',
    industry: '成交率高的行业',
    marketing: '市场部门',
    issue: '课题明确',
    within_1_month: '一个月内导入',
    within_6_months: '半年内导入',
    busy_week: '活跃的一周：七天内浏览五页以上',
  },
  actions: {
    document_requested: '索取资料',
    inquiry_made: '咨询',
    trial_requested: '申请试用',
    seminar_attended: '参加研讨会',
    newsletter_subscribed: '订阅邮件',
    pricing_viewed: '浏览价格页面',
    page_viewed: '浏览页面',
    unsubscribed: '退订',
  },
  bands: { cold: '冷', warm: '温', hot: '热' },
};

const ro: Wording = {
  basic: {
    name: 'B2B de bază',
    about:
      'Cinci întrebări despre profil (35 de puncte) și șase acțiuni, fiecare socotită o singură dată (40 de puncte): cel mult 75.',
  },
  decay: {
    name: 'B2B cu diminuare',
    about:
      'Același profil; acțiunile se socotesc de fiecare dată și pierd jumătate din puncte în câteva săptămâni, astfel scorul urmează interesul.',
  },
  fit: 'Potrivire',
  engagement: 'Implicare',
  groups: {
    title: 'Funcție',
    industry: 'Domeniu de activitate',
    department: 'Departament',
    issue: 'Problemă',
    adoption: 'Termen de adoptare',
    actions: 'Acțiuni',
    refusals: 'Refuzuri',
  },
  terms: {
    executive: 'Manager sau director',
    in_charge: 'Persoană responsabilă',
    sells: 'Vinde, nu cumpără',
    industry: 'Domeniu cu multe contracte',
    marketing: 'Departamentul de marketing',
    issue: 'Problema este clară',
    within_1_month: 'Adoptare într-o lună',
    within_6_months: 'Adoptare în jumătate de an',
    busy_week: 'Săptămână activă: cel puțin cinci pagini în șapte zile',
  },
  actions: {
    document_requested: 'Document solicitat',
    inquiry_made: 'Solicitare primită',
    trial_requested: 'Perioadă de probă cerută',
    seminar_attended: 'Participare la seminar',
    newsletter_subscribed: 'Abonare la buletinul informativ',
    pricing_viewed: 'Pagina de prețuri vizitată',
    page_viewed: 'Pagină vizitată',
    unsubscribed: 'Dezabonare',
  },
  bands: { cold: 'Rece', warm: 'Călduț', hot: 'Fierbinte' },
};

/** The presets' names in every language of the product. */
export const WORDINGS: Readonly<Record<Language, Wording>> = { en, ru, zh, ro };
