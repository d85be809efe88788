import type { Group, Model } from '../format.ts';
import { events } from './events.ts';
import { each, type Names, once, type Preset, signalsOf, threeBands } from './preset.ts';
import { WORDINGS } from './wording.ts';

const names: Names<
  | 'site'
  | 'forms'
  | 'mail'
  | 'happenings'
  | 'sales'
  | 'file_accessed'
  | 'form_submitted'
  | 'form_error'
  | 'redirect_clicked'
  | 'link_clicked'
  | 'email_opened'
  | 'site_searched'
  | 'session_begun'
  | 'chatted'
  | 'event_registered'
  | 'event_checked_in'
  | 'opportunity_created'
  | 'opportunity_lost'
  | 'opportunity_won'
> = {
  en: {
    name: 'Account Engagement defaults',
    about:
      'The points that Salesforce Account Engagement (Pardot) gives unless it is told otherwise: +50 for a form, −5 for a failed one, no decay, no limits.',
    site: 'Site',
    forms: 'Forms',
    mail: 'Mail',
    happenings: 'Events',
    sales: 'Opportunities',
    file_accessed: 'File accessed',
    form_submitted: 'Form or landing page submitted',
    form_error: 'Form or landing page error',
    redirect_clicked: 'Custom redirect clicked',
    link_clicked: 'Tracked link clicked',
    email_opened: 'E-mail opened',
    site_searched: 'Site searched',
    session_begun: 'Visit begun',
    chatted: 'Chat',
    event_registered: 'Registered for an event',
    event_checked_in: 'Checked in to an event',
    opportunity_created: 'Opportunity created',
    opportunity_lost: 'Opportunity lost',
    opportunity_won: 'Opportunity won',
  },
  ru: {
    name: 'Как в Account Engagement',
    about:
      'Баллы, которые Salesforce Account Engagement (Pardot) начисляет по умолчанию: +50 за форму, −5 за ошибку в ней, без затухания и ограничений.',
    site: 'Сайт',
    forms: 'Формы',
    mail: 'Письма',
    happenings: 'Мероприятия',
    sales: 'Сделки',
    file_accessed: 'Открыт файл',
    form_submitted: 'Отправлена форма или посадочная страница',
    form_error: 'Ошибка формы или посадочной страницы',
    redirect_clicked: 'Переход по особой ссылке',
    link_clicked: 'Переход по отслеживаемой ссылке',
    email_opened: 'Письмо открыто',
    site_searched: 'Поиск по сайту',
    session_begun: 'Начало визита',
    chatted: 'Чат',
    event_registered: 'Регистрация на мероприятие',
    event_checked_in: 'Участие в мероприятии',
    opportunity_created: 'Создана сделка',
    opportunity_lost: 'Сделка проиграна',
    opportunity_won: 'Сделка выиграна',
  },
  zh: {
    name: 'Account Engagement 默认规则',
    about: 'Salesforce Account Engagement（Pardot）的默认分值：提交表单 +50，表单出错 −5，不衰减，无上限。',
    site: '网站',
    forms: '表单',
    mail: '邮件',
    happenings: '活动',
    sales: '商机',
    file_accessed: '访问文件',
    form_submitted: '提交表单或落地页',
    form_error: '表单或落地页出错',
    redirect_clicked: '点击自定义跳转',
    link_clicked: '点击跟踪链接',
    email_opened: '打开邮件',
    site_searched: '站内搜索',
    session_begun: '开始访问',
    chatted: '在线聊天',
    event_registered: '报名活动',
    event_checked_in: '签到活动',
    opportunity_created: '新建商机',
    opportunity_lost: '商机丢失',
    opportunity_won: '商机赢单',
  },
  ro: {
    name: 'Ca în Account Engagement',
    about:
      'Punctele pe care Salesforce Account Engagement (Pardot) le dă implicit: +50 pentru un formular, −5 pentru o eroare în el, fără diminuare și fără limite.',
    site: 'Site',
    forms: 'Formulare',
    mail: 'E-mailuri',
    happenings: 'Evenimente',
    sales: 'Oportunități',
    file_accessed: 'Fișier accesat',
    form_submitted: 'Formular sau pagină de destinație trimisă',
    form_error: 'Eroare de formular sau de pagină de destinație',
    redirect_clicked: 'Redirecționare accesată',
    link_clicked: 'Link urmărit accesat',
    email_opened: 'E-mail deschis',
    site_searched: 'Căutare pe site',
    session_begun: 'Vizită începută',
    chatted: 'Chat',
    event_registered: 'Înscriere la un eveniment',
    event_checked_in: 'Prezență la un eveniment',
    opportunity_created: 'Oportunitate creată',
    opportunity_lost: 'Oportunitate pierdută',
    opportunity_won: 'Oportunitate câștigată',
  },
};

/**
 * The default scoring of Salesforce Account Engagement (Pardot), after its help page "Default Scoring System", and for searches,
 * tracked links and visits Pardot's own glossary. What gives 0 there is kept with 0 points, ready to be raised.
 */
export const accountEngagement: Preset = {
  about: (language) => names[language],
  model: (language): Model => {
    const words = names[language];
    const { engagement, actions } = WORDINGS[language];
    const per = (key: Exclude<keyof typeof words, 'name' | 'about'>, points: number) => each(key, words[key], points);
    const groups: Group[] = [
      {
        key: 'site',
        name: words.site,
        take: 'sum',
        terms: [
          each('page_viewed', actions.page_viewed, 1),
          per('session_begun', 3),
          per('site_searched', 3),
          per('file_accessed', 3),
          per('chatted', 10),
        ],
      },
      { key: 'forms', name: words.forms, take: 'sum', terms: [per('form_submitted', 50), per('form_error', -5)] },
      {
        key: 'mail',
        name: words.mail,
        take: 'sum',
        terms: [once('email_opened', words.email_opened, 0), per('link_clicked', 3), per('redirect_clicked', 3)],
      },
      {
        key: 'happenings',
        name: words.happenings,
        take: 'sum',
        terms: [per('event_registered', 0), per('event_checked_in', 0)],
      },
      {
        key: 'sales',
        name: words.sales,
        take: 'sum',
        terms: [per('opportunity_created', 50), per('opportunity_lost', -100), per('opportunity_won', 0)],
      },
    ];
    return {
      format: 1,
      name: words.name,
      signals: signalsOf(groups, events),
      dimensions: [{ key: 'engagement', name: engagement, groups }],
      bands: threeBands(language, 50, 100, 0),
    };
  },
};
