-- Why: what is kept while somebody types is one change, not one for each pause.

-- Entries stay out of reach but for this: the newest one on an interview or a journey map, by the same user, of the last ten minutes. It
-- comes to stand where the new entry would. What concerns access is never told anew.
create function plumb_extend_audit(entry bigint, by_user text, new_before jsonb, new_after jsonb, in_request text)
  returns bigint
  language sql volatile security definer
begin atomic
  update audit_entry a
  set audit_entry_id = default, at = now(), before = new_before, after = new_after, request_id = in_request
  where a.workspace_id = plumb_workspace() and a.audit_entry_id = entry and a.user_id = by_user
    and a.action in ('interview.answered', 'journey_map.changed') and a.at > now() - interval '10 minutes'
    and not exists (
      select from audit_entry b
      where b.workspace_id = a.workspace_id and b.subject_kind = a.subject_kind and b.subject_id = a.subject_id
        and b.audit_entry_id > a.audit_entry_id
    )
  returning a.audit_entry_id;
end;
revoke all on function plumb_extend_audit from public;
grant execute on function plumb_extend_audit to plumb_app;
