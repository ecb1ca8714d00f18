-- Rows that carry another municipality's code.
update staged
set outcome = 'refused', reason = 'other_municipality', detail = municipality
where municipality is not null and municipality <> all(:ours)
