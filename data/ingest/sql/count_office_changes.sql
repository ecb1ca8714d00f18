-- Each row's outcome by what it changed.
with told as (
    select seq, bool_or(before <> '') as is_change from change group by seq
)
update staged s
set outcome = coalesce(
    (select case when t.is_change then 'updated' else 'loaded' end from told t where t.seq = s.seq),
    'unchanged'
)
where s.outcome is null and s.kind = 'office'
