/**
 * Requests and answers of the work step. The doors, with the permission each asks for:
 *
 * POST /api/leads/query LeadQuery → LeadPage · /sparks SparkRequest → SparkAnswer · /count LeadSelection → LeadCount (people.read)
 * POST /api/leads/export LeadExport → text/csv (export)
 * POST /api/leads/bulk BulkRequest → BulkAnswer (leads.assign or people.write, by action)
 * POST /api/leads/bulk/:bulk_change_id/undo → BulkUndoAnswer (as the change)
 * GET, POST /api/views → SavedViewList, SavedView · PATCH, DELETE /api/views/:saved_view_id (people.read; shared ones views.share)
 * GET /api/fields → FieldList · GET /api/fields/values → FieldValuesAnswer · GET /api/search → SearchAnswer (people.read)
 * GET /api/people/:person_id → PersonAnswer · …/timeline → Timeline · …/touches/:touch_id → RawTouch · …/receipt · …/course (people.read)
 * PATCH /api/people/:person_id/fields FieldsChange (people.write) · PUT …/owner OwnerChange (leads.assign) → ChangeAnswer
 * POST …/notes NoteBody → NoteAnswer · PATCH, DELETE …/notes/:note_id · POST …/notes/:note_id/restore (people.write)
 * POST …/temperature TemperatureBody → TemperatureAnswer · DELETE …/temperature → EndedTemperatures · DELETE …/temperature/:temperature_id
 * POST …/temperature/restore EndedTemperatures (people.write)
 * GET /api/cooling → Cooling (people.read) · PUT CoolingChange (settings.write)
 */
export * from './contract/bulk.ts';
export * from './contract/card.ts';
export * from './contract/changes.ts';
export * from './contract/finding.ts';
export * from './contract/leads.ts';
export type { SourceRef, UserRef } from './contract/named.ts';
export * from './contract/person.ts';
export * from './contract/temperature.ts';
export * from './contract/timeline.ts';
export * from './contract/views.ts';
