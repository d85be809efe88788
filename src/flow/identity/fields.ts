import type { FieldTyping } from '../capture/index.ts';

/** A field of a person or company: its key in `person.fields`, its type, an English label (screens translate by key). */
export type FieldSpec = { key: string; type: FieldTyping['type']; label: string; options?: readonly string[] };

/** Fields every workspace has. `email` and `phone` hold the latest ones said; all of them are in `identifier`. */
export const builtInPersonFields = [
  { key: 'full_name', type: 'text', label: 'Name' },
  { key: 'first_name', type: 'text', label: 'First name' },
  { key: 'last_name', type: 'text', label: 'Last name' },
  { key: 'email', type: 'text', label: 'E-mail' },
  { key: 'email_domain', type: 'text', label: 'E-mail domain' },
  { key: 'email_kind', type: 'select', label: 'E-mail kind', options: ['business', 'free', 'disposable', 'role'] },
  { key: 'phone', type: 'text', label: 'Phone' },
  { key: 'phone_kind', type: 'select', label: 'Phone kind', options: ['personal', 'switchboard'] },
  { key: 'title', type: 'text', label: 'Job title' },
  { key: 'department', type: 'text', label: 'Department' },
  { key: 'industry', type: 'text', label: 'Industry' },
  { key: 'company_name', type: 'text', label: 'Company' },
  { key: 'employees', type: 'number', label: 'Employees' },
  { key: 'country', type: 'text', label: 'Country' },
  { key: 'city', type: 'text', label: 'City' },
  { key: 'language', type: 'text', label: 'Language' },
  { key: 'website', type: 'text', label: 'Website' },
  { key: 'challenge', type: 'text', label: 'Challenge' },
  { key: 'adoption_time', type: 'text', label: 'Adoption time' },
  { key: 'budget', type: 'number', label: 'Budget' },
  { key: 'authority', type: 'text', label: 'Role in the decision' },
  { key: 'subject', type: 'text', label: 'Subject of interest' },
  { key: 'message', type: 'text', label: 'Message' },
  { key: 'wants_contact', type: 'boolean', label: 'Wants to be contacted' },
  { key: 'consent', type: 'boolean', label: 'Consent to be contacted' },
  { key: 'unsubscribed', type: 'boolean', label: 'Unsubscribed' },
  { key: 'incentive', type: 'text', label: 'Incentive' },
  { key: 'sales_aware', type: 'boolean', label: 'Knew that a sale is involved' },
  { key: 'bought', type: 'boolean', label: 'Bought contact' },
] as const satisfies readonly FieldSpec[];

/** Fields of a company that every workspace has. */
export const builtInCompanyFields = [
  { key: 'name', type: 'text', label: 'Company' },
  { key: 'domain', type: 'text', label: 'Domain' },
  { key: 'industry', type: 'text', label: 'Industry' },
  { key: 'employees', type: 'number', label: 'Employees' },
  { key: 'revenue', type: 'number', label: 'Annual revenue' },
  { key: 'country', type: 'text', label: 'Country' },
  { key: 'city', type: 'text', label: 'City' },
  { key: 'website', type: 'text', label: 'Website' },
] as const satisfies readonly FieldSpec[];
