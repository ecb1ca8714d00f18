-- What became of each subject.
update staged s
set outcome = w.outcome, target_id = w.id, reason = case w.outcome when 'skipped' then 'erased' end
from unnest(cast(:keys as text[]), cast(:outcomes as text[]), cast(:ids as uuid[]))
    as w (key, outcome, id)
where s.kind = 'cadastral_subject' and s.outcome is null and s.facts ->> 'subject' = w.key
