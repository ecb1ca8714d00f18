-- How many rows lie within the margin and beyond it, and how near the nearest of those is.
select count(*) filter (where outcome is null) as near,
    count(*) filter (where reason = 'far_away') as far,
    min(detail::int) filter (where reason = 'far_away') as km
from staged
