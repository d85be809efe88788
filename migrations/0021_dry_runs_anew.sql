-- Why: a dry run now tells people, leads and companies; what an older one found tells rows, and is to be asked for again.

update import set findings = null, state = case state when 'checked' then 'uploaded' else state end where findings is not null;
