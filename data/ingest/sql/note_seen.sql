-- The source's own identifiers that the file holds are as of its day.
with held as (
    select s.key as value from staged s
    union
    select s.facts ->> i.scheme from staged s
    cross join (values ('inspire'), ('cadastral_parcel')) as i (scheme)
    where s.kind = 'parcel'
)
update external_identifier e
set as_of = :as_of
from held h
where e.source_id = :source and e.value = h.value and e.valid_to = 'infinity' and e.as_of < :as_of
