import { fold } from '../../conditions/fold.ts';
import type { ImportTarget } from './import/contract.ts';

/** What a name found in a form, a trait or a header stands for. */
export type NameMeaning = Exclude<ImportTarget, { to: 'new_field' } | { to: 'ignore' }>;

const field = (key: string): NameMeaning => ({ to: 'field', field: key });
const companyField = (key: string): NameMeaning => ({ to: 'company_field', field: key });
const property = (name: string): NameMeaning => ({ to: 'property', property: name });

/**
 * Names that people give to fields, in English, Russian, Chinese and Romanian, and the column names of the exports of
 * common systems. Compared by `nameForm`, so case, spaces, accents and punctuation do not matter.
 */
const names: [NameMeaning, string][] = [
  [
    field('full_name'),
    `name, full name, fullname, your name, contact, contact name, contact person, person, lead name, customer name, client,
    имя и фамилия, фамилия имя, фамилия имя отчество, фио, ф.и.о., полное имя, ваше имя, контакт, контактное лицо, клиент,
    имя контакта, имя, 姓名, 名字, 您的姓名, 联系人, 联系人姓名, 客户姓名, 客户名称, nume, nume complet, nume si prenume,
    nume prenume, numele, numele dvs, numele dumneavoastra, persoana de contact, contact nume`,
  ],
  [
    field('first_name'),
    `first name, firstname, fname, given name, givenname, forename, contact first name, your first name, first,
    имя клиента, личное имя, 名, prenume, prenumele`,
  ],
  [
    field('last_name'),
    `last name, lastname, lname, surname, family name, familyname, contact last name, your last name, last,
    фамилия, фамилия контакта, ваша фамилия, 姓, 姓氏, nume de familie, nume familie, numele de familie`,
  ],
  [
    field('email'),
    `email, e-mail, mail, email address, e-mail address, emailaddress, your email, work email, business email,
    contact email, primary email, e-mail 1 value, email 1, person email, corporate email, company email, from email,
    почта, электронная почта, эл. почта, эл почта, эл адрес, электронный адрес, адрес электронной почты, имейл, емейл, мейл,
    рабочий email, рабочий e-mail, корпоративная почта, ваша почта, ваш email, рабочая почта,
    邮箱, 邮箱地址, 电子邮件, 电子邮箱, 电子邮件地址, 邮件, 邮件地址, 您的邮箱, 工作邮箱, 企业邮箱,
    adresa email, adresa de email, adresa de e-mail, posta electronica, email de serviciu, emailul`,
  ],
  [
    { to: 'identifier', kind: 'email' },
    'email 2, e-mail 2 value, other email, secondary email, personal email, home email, частный e-mail, домашний e-mail, другой e-mail, личная почта, 个人邮箱, 备用邮箱, email personal, email secundar',
  ],
  [
    field('phone'),
    `phone, telephone, tel, phone number, phonenumber, your phone, telephone number, contact phone, contact number,
    mobile, mobile phone, mobile number, mobilephone, cell, cell phone, cellphone, work phone, business phone, direct phone,
    work direct phone, direct phone number, phone 1 value, primary phone, whatsapp,
    телефон, номер телефона, тел, мобильный, мобильный телефон, мобильный номер, сотовый, сотовый телефон, рабочий телефон,
    контактный телефон, ваш телефон, номер,
    电话, 手机, 手机号, 手机号码, 电话号码, 联系电话, 联系方式, 移动电话, 办公电话, 您的电话, 您的手机,
    telefon, numar de telefon, numar telefon, nr telefon, nr tel, telefon mobil, mobil, telefonul, telefon de contact`,
  ],
  [
    { to: 'identifier', kind: 'phone' },
    'phone 2, phone 2 value, other phone, secondary phone, home phone, homephone, домашний телефон, другой телефон, дополнительный телефон, 家庭电话, 备用电话, 其他电话, telefon secundar, telefon acasa',
  ],
  [
    field('title'),
    `title, job title, jobtitle, position, job, role, job position, designation, occupation, organization title, organization 1 title,
    должность, позиция, профессия, роль, 职位, 职务, 职称, 岗位, functie, functia, post, pozitie, ocupatie`,
  ],
  [
    field('department'),
    `department, dept, division, departments, organization department, отдел, департамент, подразделение, 部门, 所属部门,
    departament, departamentul, sectie`,
  ],
  [
    field('industry'),
    `industry, sector, line of business, primary industry, business type, отрасль, индустрия, сфера деятельности, сфера,
    вид деятельности, 行业, 所属行业, 行业类型, industrie, industria, domeniu de activitate, domeniu, sector de activitate`,
  ],
  [
    field('company_name'),
    `company, company name, companyname, organization, organisation, organization name, organisation name, organization 1 name,
    account, account name, accountname, employer, business name, firm, your company, associated company, company title,
    компания, название компании, наименование компании, организация, название организации, фирма, предприятие, место работы,
    ваша компания, наименование организации,
    公司, 公司名称, 公司名, 企业, 企业名称, 单位, 单位名称, 您的公司, 所在公司, 工作单位,
    companie, compania, firma, nume companie, nume firma, denumire firma, denumire companie, organizatie, societate, numele companiei`,
  ],
  [
    field('employees'),
    `employees, number of employees, numberofemployees, no of employees, num employees, employee count, employeecount,
    employee range, company size, headcount, staff, size, team size, количество сотрудников, число сотрудников,
    кол-во сотрудников, сотрудников, численность, размер компании, 员工人数, 员工数, 公司规模, 企业规模, 人数, 规模,
    numar angajati, numar de angajati, nr angajati, angajati, marime companie, dimensiunea companiei`,
  ],
  [
    field('country'),
    `country, country region, country name, person country, address country, страна, 国家, 国家地区, 国家或地区, 所在国家,
    tara, tara de origine`,
  ],
  [
    field('city'),
    `city, town, locality, person city, address city, город, населенный пункт, 城市, 所在城市, 市, oras, orasul, localitate, localitatea`,
  ],
  [field('language'), 'language, lang, locale, preferred language, язык, 语言, 语种, limba, limba preferata'],
  [
    field('website'),
    `website, web site, url website, website url, site, homepage, web page, company website, web,
    сайт, веб-сайт, вебсайт, сайт компании, адрес сайта, 网站, 网址, 官网, 公司网站, 公司网址, site web, pagina web, site ul, website companie`,
  ],
  [
    field('challenge'),
    `challenge, challenges, pain, pain point, pain points, problem, agenda, issue, need, needs,
    задача, задачи, проблема, боль, потребность, 挑战, 痛点, 问题, 需求, provocare, problema, nevoie, nevoi`,
  ],
  [
    field('adoption_time'),
    `adoption time, adoption, timeline, timeframe, time frame, purchase timeframe, when do you plan to buy, buying timeframe, start date planned,
    срок внедрения, сроки внедрения, сроки, срок покупки, 采用时间, 采购时间, 计划时间, 预计采购时间, termen, termen de achizitie, termen implementare`,
  ],
  [
    field('budget'),
    'budget, planned budget, your budget, бюджет, ваш бюджет, 预算, 项目预算, buget, bugetul, buget estimat',
  ],
  [
    field('authority'),
    `authority, decision maker, decision role, buying role, role in decision, роль в решении, лпр, 决策角色, 决策权, rol in decizie, decident`,
  ],
  [
    { to: 'subject' },
    `subject, topic, interest, interested in, product, product of interest, service, service of interest, product interest, enquiry type, inquiry type,
    тема, интерес, предмет интереса, предмет обращения, продукт, услуга, интересует, название лида,
    主题, 咨询产品, 产品, 意向产品, 感兴趣的产品, 咨询主题, subiect, subiectul, produs, serviciu, interesat de`,
  ],
  [
    field('message'),
    `message, your message, comment, comments, note, notes, description, enquiry, inquiry, question, details, text, body, how can we help,
    сообщение, ваше сообщение, комментарий, комментарии, примечание, примечания, заметка, описание, вопрос, текст,
    留言, 备注, 消息, 信息, 咨询内容, 内容, 描述, 评论, 留言内容, mesaj, mesajul, comentariu, comentarii, observatii, descriere, intrebare, nota`,
  ],
  [
    field('consent'),
    `consent, gdpr, gdpr consent, marketing consent, opt in, optin, email opt in, i agree, agree, agreement, privacy, privacy policy, terms, accept, marketing permission,
    согласие, согласен, согласие на обработку, согласие на обработку персональных данных, обработка персональных данных, 152 фз,
    同意, 我同意, 隐私政策, 同意隐私政策, 同意接收营销信息, acord, consimtamant, sunt de acord, acord gdpr, prelucrarea datelor, termeni si conditii`,
  ],
  [
    field('unsubscribed'),
    `unsubscribed, unsubscribe, opted out, opt out, optout, email opt out, emailoptout, do not email, unsubscribed from all email, has opted out of email,
    отписан, отписка, не писать, не присылать письма, 退订, 已退订, 不接收邮件, dezabonat, dezabonare, nu trimiteti email`,
  ],
  [
    field('wants_contact'),
    `wants contact, contact me, call me, callback, call back, request callback, please call, перезвоните, перезвонить, свяжитесь со мной, обратный звонок,
    请联系我, 请回电, 需要联系, doresc sa fiu contactat, sunati ma, contactati ma`,
  ],
  [
    companyField('domain'),
    'domain, company domain, company domain name, domain name, домен, 域名, 公司域名, domeniu web',
  ],
  [
    companyField('revenue'),
    `revenue, annual revenue, annualrevenue, turnover, company revenue, выручка, годовая выручка, оборот, годовой оборот,
    年收入, 年营业额, 营业额, 营收, venit, venit anual, cifra de afaceri`,
  ],
  [{ to: 'identifier', kind: 'user_id' }, 'user id, userid, ид пользователя, 用户id, 用户编号, id utilizator'],
  [{ to: 'identifier', kind: 'anonymous_id' }, 'anonymous id, anonymousid, client id, ga client id, visitor id'],
  [{ to: 'identifier', kind: 'group_id' }, 'company id, group id, account id, organization id, ид компании, 公司id'],
  [
    { to: 'identifier', kind: 'foreign_id' },
    `id, record id, record id contact, recordid, contact id, contactid, lead id, leadid, external id, externalid, crm id, prospect id, customer id,
    ид, номер лида, код, идентификатор, 编号, 记录id, 客户编号, 线索编号, cod, cod client`,
  ],
  [
    { to: 'occurred_at' },
    `date, created, created at, createdat, created date, createddate, created time, creation date, create date, createdate, date created, timestamp, time,
    submitted, submitted at, submission date, occurred at, first contact date, added, date added, signup date, lead date,
    дата, дата создания, создан, создано, дата обращения, дата добавления, время создания, дата и время, дата заявки,
    日期, 时间, 创建时间, 创建日期, 提交时间, 添加时间, data, data crearii, data adaugarii, creat, creat la, data inregistrarii`,
  ],
  [
    { to: 'source' },
    `source, lead source, leadsource, original source, traffic source, источник, источник лида, источник обращения, канал,
    来源, 线索来源, 客户来源, 渠道, sursa, sursa lead, canal`,
  ],
  [property('utm_source'), 'utm source, utmsource'],
  [property('utm_medium'), 'utm medium, utmmedium'],
  [property('utm_campaign'), 'utm campaign, utmcampaign, campaign, campaign name, кампания, 广告系列, campanie'],
  [property('utm_term'), 'utm term, utmterm, keyword, ключевое слово, 关键词, cuvant cheie'],
  [property('utm_content'), 'utm content, utmcontent'],
  [property('url'), 'page, page url, landing page, landing page url, страница, 页面, 着陆页, pagina'],
  [property('referrer'), 'referrer, referer, реферер, 来源页面'],
];

/** Words that are the whole name when they stand alone, and half of it beside the other half. */
const halfNames = new Set(['name', 'имя', 'nume', '名字', 'yourname', 'contactname'].map((name) => nameForm(name)));

const meanings = new Map<string, NameMeaning>();
for (const [meaning, list] of names) {
  for (const name of list.split(',')) {
    const form = nameForm(name);
    if (form !== '' && !meanings.has(form)) meanings.set(form, meaning);
  }
}

/** A name as the dictionary compares it: folded, letters and digits only. "E-Mail " and "EMAIL" are one. */
export function nameForm(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What one name stands for, seen alone; undefined when the dictionary does not know it. */
export function findNameMeaning(name: string): NameMeaning | undefined {
  return meanings.get(nameForm(name));
}

/**
 * What each name of a form or header stands for, seen together: "Name" beside "Surname" is the first name, "Nume" beside
 * "Prenume" the last name, alone either is the whole. In the order given; undefined where the dictionary knows nothing.
 */
export function findNameMeanings(list: readonly string[]): (NameMeaning | undefined)[] {
  const found = list.map(findNameMeaning);
  const has = (key: string) => found.some((meaning) => meaning?.to === 'field' && meaning.field === key);
  const [first, last] = [has('first_name'), has('last_name')];
  if (first === last) return found;
  return found.map((meaning, index) => {
    if (meaning?.to !== 'field' || meaning.field !== 'full_name') return meaning;
    if (!halfNames.has(nameForm(list[index] ?? ''))) return meaning;
    return field(first ? 'last_name' : 'first_name');
  });
}
