export type { DemoCompany } from './companies.ts';
export {
  type DemoOptions,
  type DemoPerson,
  generateCompanies,
  generateOutcomes,
  generatePeople,
  generateTouches,
} from './generate.ts';
export { type DemoOutcome, lossReasons } from './outcome.ts';
export { type DemoSource, type SourceKey, sources, vendor } from './site.ts';
export { type StaffMember, staff } from './staff.ts';
export type { DemoTouch, Traits } from './touches.ts';
export { orderProbability, type Reads, type TruthKey, type TruthTerm, truth } from './truth.ts';
