import { builtInCompanyFields, builtInPersonFields } from '../../flow/identity/fields.ts';
import { signalCatalogue, termCatalogue } from '../../flow/scoring/catalogue.ts';
import type { ModelCatalogues } from '../../model/check.ts';

type Context = Parameters<typeof termCatalogue>[0];
const everywhere: Pick<Context, 'person_fields' | 'company_fields'> = {
  person_fields: [...builtInPersonFields],
  company_fields: [...builtInCompanyFields],
};

/** The fields that every workspace has: what a model can be read with where there is no database to ask. */
export const builtInCatalogues: ModelCatalogues = {
  // Of a workspace's context only its fields make the catalogue.
  person: termCatalogue(everywhere as Context),
  touch: signalCatalogue,
};
