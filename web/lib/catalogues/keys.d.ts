import 'i18next';

/** The keys of every catalogue, from the English ones: a text that does not exist is a type error. */
declare module 'i18next' {
  interface ResourceNamespaceMap {
    common: typeof import('../../locales/en/common.json');
    conditions: typeof import('../../locales/en/conditions.json');
    fields: typeof import('../../locales/en/fields.json');
    parts: typeof import('../../locales/en/parts.json');
    frame: typeof import('../../locales/en/frame.json');
    access: typeof import('../../locales/en/access.json');
    leads: typeof import('../../locales/en/leads.json');
    lead: typeof import('../../locales/en/lead.json');
    imports: typeof import('../../locales/en/imports.json');
    scoring: typeof import('../../locales/en/scoring.json');
    lab: typeof import('../../locales/en/lab.json');
    builder: typeof import('../../locales/en/builder.json');
    customers: typeof import('../../locales/en/customers.json');
    interviews: typeof import('../../locales/en/interviews.json');
    journey: typeof import('../../locales/en/journey.json');
    profiles: typeof import('../../locales/en/profiles.json');
    validity: typeof import('../../locales/en/validity.json');
    sources: typeof import('../../locales/en/sources.json');
    settings: typeof import('../../locales/en/settings.json');
    start: typeof import('../../locales/en/start.json');
  }
  interface CustomTypeOptions {
    defaultNS: 'common';
  }
}
