import { inWorkspace } from '../../../base/db.ts';
import type { RegisterRoutes } from '../../../base/step.ts';
import { NoteAnswer, NoteBody, NoteParams, PersonParams } from '../contract.ts';
import { changeNote, removeNote, restoreNote, writeNote } from './actions.ts';

/** Adds the routes of notes about people. */
export const addNoteRoutes: RegisterRoutes = (app, { db }) => {
  const config = { permission: 'people.write' } as const;
  const tags = ['people'];

  app.post(
    '/api/people/:person_id/notes',
    {
      config,
      schema: { summary: 'Write a note', tags, params: PersonParams, body: NoteBody, response: { 201: NoteAnswer } },
    },
    async ({ actor, params, body }, reply) => {
      const noteId = await inWorkspace(db.app, actor.workspace_id, (tx) =>
        writeNote(tx, actor, params.person_id, body.body),
      );
      return reply.code(201).send({ note_id: noteId });
    },
  );

  app.patch(
    '/api/people/:person_id/notes/:note_id',
    {
      config,
      schema: { summary: 'Change a note', tags, params: NoteParams, body: NoteBody, response: { 200: NoteAnswer } },
    },
    async ({ actor, params: { person_id, note_id }, body }) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) => changeNote(tx, actor, person_id, note_id, body.body));
      return { note_id };
    },
  );

  app.delete(
    '/api/people/:person_id/notes/:note_id',
    { config, schema: { summary: 'Remove a note', tags, params: NoteParams, response: { 200: NoteAnswer } } },
    async ({ actor, params: { person_id, note_id } }) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) => removeNote(tx, actor, person_id, note_id));
      return { note_id };
    },
  );

  app.post(
    '/api/people/:person_id/notes/:note_id/restore',
    {
      config,
      schema: { summary: 'Bring a removed note back', tags, params: NoteParams, response: { 200: NoteAnswer } },
    },
    async ({ actor, params: { person_id, note_id } }) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) => restoreNote(tx, actor, person_id, note_id));
      return { note_id };
    },
  );
};
