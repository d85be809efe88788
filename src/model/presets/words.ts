/*
 * What people write in forms, in the four languages of the product, as the presets look for it: parts of words, so that declined
 * words are found too. Text is compared without case and diacritics. Lists are kept short: a rescoring looks for each in everybody.
 */

/** Titles of managers and executives. */
export const executive = {
  parts: [
    ...['chief', 'director', 'president', 'founder', 'owner', 'manager', 'managing', 'executive', 'head'],
    ...['директор', 'руководител', 'начальник', 'президент', 'владелец', 'учредител', 'основател', 'глава'],
    ...['总监', '经理', '总裁', '董事', '主任', '首席', '创始人', 'fondator', 'proprietar', 'președinte'],
  ],
  beginnings: ['ceo', 'cfo', 'cto', 'cmo', 'cio', 'coo ', 'vp', 'svp', 'evp', 'șef'],
  whole: ['coo', 'administrator'],
  /** Titles that name an executive without being one. */
  except: [
    ...['assistant', 'account manager', 'account executive', 'ассистент', 'помощник', 'секретар', '助理', '秘书'],
    ...['asistent', 'secretar'],
  ],
};

/** Titles of the person who is in charge of the matter, without being a manager. */
export const inCharge = [
  ...['specialist', 'coordinator', 'analyst', 'engineer', 'officer', 'lead', 'responsible', 'in charge'],
  ...['менеджер', 'специалист', 'ответственн', 'аналитик', 'координатор', 'инженер'],
  ...['负责人', '主管', '专员', '分析', '工程师', 'responsabil', 'coordonator', 'inginer', 'analist'],
];

/** Titles of people who sell: they look for customers of their own. */
export const sales = [
  ...['sales', 'account manager', 'account executive', 'business development'],
  ...['продаж', '销售', 'vânzări'],
];

/** Industries in which contracts are won often: a list for the user to fill with their own. */
export const industries = [
  ...['manufactur', 'industr', 'machine', 'automotive', 'electronic', 'energ', 'logisti', 'construc'],
  ...['производств', 'промышленн', 'машиностроен', 'автомобил', 'электрон', 'энергетик', 'логистик', 'строител'],
  ...['制造', '工业', '机械', '汽车', '电子', '能源', '物流', '建筑', 'producție'],
];

/** The department that the example of the preset sells to. */
export const marketing = ['marketing', 'маркетинг', 'реклам', '市场', '营销', 'publicitate'];

/** Answers that say there is no clear issue. */
export const unclear = {
  parts: [
    ...['unclear', 'undecided', 'not sure', 'not clear', "don't know", 'do not know', 'unknown'],
    ...[
      'неясн',
      'не зна',
      'не определ',
      'не решен',
      '不清楚',
      '不明确',
      '不确定',
      '未定',
      'neclar',
      'nu știu',
      'nehotărât',
    ],
  ],
  whole: ['none', 'no', 'n/a', '-', 'нет', '无', '没有', 'nu'],
};

/** Adoption within a month. */
export const soon = [
  ...['1 month', '1_month', 'one month', 'this month', 'immediate', 'right now', 'asap', 'urgent'],
  ...['1 месяц', 'одного месяц', 'течение месяц', 'этом месяц', 'срочно', 'немедленно', 'сразу'],
  ...['一个月', '1个月', '本月', '立即', '马上', '尽快', '1 lună', 'o lună', 'luna aceasta', 'imediat'],
];

/** Adoption within half a year. */
export const thisHalfYear = [
  ...['2 month', '3 month', '4 month', '5 month', '6 month', '3_month', '6_month', 'three month', 'six month'],
  ...[
    'half a year',
    'quarter',
    '2 месяц',
    '3 месяц',
    '4 месяц',
    '5 месяц',
    '6 месяц',
    'шести месяц',
    'полгод',
    'полугод',
  ],
  ...['квартал', '两个月', '三个月', '六个月', '2个月', '3个月', '4个月', '5个月', '6个月', '半年', '季度'],
  ...['2 luni', '3 luni', '4 luni', '5 luni', '6 luni', 'jumătate de an', 'trimestr'],
];

/** What turns "6 months" into "more than 6 months", and the numbers that end like smaller ones. */
export const beyond = [
  ...['more than', 'longer than', 'over ', 'after', 'later', 'больше', 'более', 'свыше', 'после', 'позже'],
  ...['以上', '以后', '之后', '超过', 'peste', 'după', 'mai mult', 'mai târziu'],
  ...['11 month', '12 month', '11 месяц', '12 месяц', '11个月', '12个月', '12 luni'],
];

/** How events are called in trackers, forms and imported files. */
export const events = {
  document: [
    ...[
      'document request',
      'document_request',
      'document download',
      'download',
      'whitepaper',
      'white paper',
      'white_paper',
    ],
    ...['brochure', 'e-book', 'ebook', 'catalogue request', 'запрос документ', 'запрос материал', 'скача', 'брошюр'],
    ...['资料', '白皮书', '下载', '手册', 'cerere document', 'descărca', 'broșur'],
  ],
  inquiry: [
    ...[
      'inquiry',
      'enquiry',
      'contact us',
      'contact_us',
      'contact form',
      'contact_form',
      'contact request',
      'callback',
    ],
    ...[
      'demo request',
      'demo_request',
      'quote request',
      'request a quote',
      'обращени',
      'обратный звонок',
      'запрос цен',
    ],
    ...['запрос демо', '咨询', '询价', '演示申请', 'solicitare', 'cerere ofert', 'cerere demo'],
  ],
  trial: ['trial', 'пробн', 'триал', '试用', 'perioadă de probă', 'cont de probă'],
  seminar: ['seminar', 'webinar', 'семинар', 'вебинар', '研讨会', '讲座', '网络会议'],
  /** Signing up for a seminar is not attending it. */
  notYetAttended: [
    ...['regist', 'signed up', 'sign up', 'signup', 'invit', 'cancel', 'no-show', 'no show', 'missed'],
    ...['регистр', 'приглаш', 'отмен', '报名', '邀请', '取消', 'înregistr', 'înscri', 'anul'],
  ],
  newsletter: ['newsletter', 'subscribe', 'подпис', 'рассылк', '订阅', 'abona', 'buletin informativ'],
  unsubscribed: ['unsubscri', 'opt out', 'opt-out', 'opt_out', 'opted out', 'отпис', '退订', '取消订阅', 'dezabon'],
  pricing: ['pricing', 'цены', 'тариф', '价格', '定价', 'prețuri', 'tarife'],
};

/** Paths of price pages. */
export const pricingPaths = [
  '/**/pricing/**',
  '/**/prices/**',
  '/**/plans/**',
  '/**/ceny/**',
  '/**/tarify/**',
  '/**/jiage/**',
  '/**/preturi/**',
  '/**/tarife/**',
];
