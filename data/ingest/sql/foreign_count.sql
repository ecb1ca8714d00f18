-- How many rows are ours and another's, and whose.
select count(*) filter (where outcome is null) as ours,
    count(*) filter (where reason = 'other_municipality') as foreign,
    (
        select string_agg(c.detail, ', ')
        from (
            select distinct detail from staged where reason = 'other_municipality'
            order by detail limit 5
        ) c
    ) as codes
from staged
