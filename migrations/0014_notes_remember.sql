-- Why: a merge can be undone at any later time, and a note then goes back to the person it was written about, as touches do.

alter table note add column origin_person_id bigint;
update note set origin_person_id = person_id;
alter table note alter column origin_person_id set not null;
comment on column note.origin_person_id is 'the person it was written about; person_id is who that person is today';
