-- Why: several models live side by side, and one that is no longer wanted goes out of sight with its versions, which receipts of old days still need.

alter table model add column archived_at timestamptz;
comment on table model is 'config: a scoring model; the primary one is what lists and stages read; one that is archived scores nobody, and has no standings';
alter table model add constraint model_primary_present check (not (is_primary and archived_at is not null));
