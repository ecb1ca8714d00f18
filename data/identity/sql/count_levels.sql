-- How often each level of each respect occurred among the pairs.
select r.respect, r.level, count(*) as pairs
from weighed w
cross join lateral (values
    ('street', w.street), ('civic', w.civic), ('condominium', w.condominium),
    ('staircase', w.staircase), ('floor', w.floor),
    ('door', w.door), ('cadastral', w.cadastral), ('category', w.category), ('area', w.area),
    ('person', w.person)
) as r (respect, level)
group by r.respect, r.level
