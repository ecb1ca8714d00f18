-- A title of a subject that no file told of.
update staged s
set outcome = 'refused', reason = 'unknown_subject', column_name = 'soggetto',
    detail = split_part(s.facts ->> 'subject', '/', 3) || ' ' || split_part(s.facts ->> 'subject', '/', 4)
where s.kind = 'cadastral_title' and s.outcome is null
    and not exists (
        select from person p
        where p.source_id = :source and p.source_key = s.facts ->> 'subject'
    )
    and not exists (
        select from body b where b.source_id = :source and b.source_key = s.facts ->> 'subject'
    )
