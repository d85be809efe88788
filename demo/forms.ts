import { type Chance, happens, pick } from './chance.ts';
import type { DemoCompany } from './companies.ts';
import { capital } from './latin.ts';
import type { Language } from './names.ts';
import type { Visitor } from './person.ts';
import type { Traits } from './touches.ts';

/** What a form asks for: the newsletter an address, a guide who one is, sales also what it is about and until when. */
export type Depth = 'address' | 'profile' | 'project';

const messages: Record<Language, string[]> = {
  en: [
    'We spend on four channels and cannot say which one sells. Could you show us on our own numbers?',
    'What would this cost for a team of twelve?',
    'Does it read orders from our ERP once a night?',
  ],
  ru: [
    'Рекламы много, а откуда приходят заказы, не видим. Можете показать на наших данных?',
    'Сколько это будет стоить для отдела из двенадцати человек?',
    'Можно ли загружать заказы из нашей учётной системы каждую ночь?',
  ],
  zh: [
    '我们投放四个渠道，却说不清哪个带来订单。能用我们的数据演示一下吗？',
    '十二人的团队费用是多少？',
    '能否每晚从我们的ERP读取订单？',
  ],
  ro: [
    'Investim în patru canale și nu știm care aduce comenzi. Ne puteți arăta pe datele noastre?',
    'Cât ar costa pentru o echipă de doisprezece oameni?',
    'Poate citi comenzile din ERP-ul nostru în fiecare noapte?',
  ],
};

/** The department need not be told, and is left out this often. */
const skipped = 0.15;

/** A free-text request in the visitor's language. */
export function drawMessage(chance: Chance, language: Language): string {
  return pick(chance, messages[language]);
}

/** What this visitor writes into a form of that depth. */
export function fillForm(chance: Chance, visitor: Visitor, depth: Depth): Traits {
  const { company, name } = visitor;
  const email = happens(chance, 0.04) ? visitor.email.split('.').map(capital).join('.') : visitor.email;
  if (depth === 'address') return happens(chance, 0.4) ? { email, firstName: name.first } : { email };
  const traits: Traits = {
    email,
    firstName: name.first,
    lastName: name.last,
    title: visitor.title,
    department: visitor.department,
    language: company.market.language,
    country: company.market.country,
    city: company.city,
    company: describeCompany(company),
  };
  if (happens(chance, skipped)) delete traits.department;
  if (depth === 'profile') return traits;
  if (visitor.phone !== undefined) traits.phone = visitor.phone;
  traits.challenge = visitor.challenge;
  traits.adoption_time = visitor.adoption_time;
  return traits;
}

/** What a form, or a directory that is asked for a mail domain, says of a company. */
export function describeCompany(company: DemoCompany): NonNullable<Traits['company']> {
  return {
    name: company.name,
    industry: company.industry,
    employees: company.employees,
    country: company.market.country,
    city: company.city,
  };
}
