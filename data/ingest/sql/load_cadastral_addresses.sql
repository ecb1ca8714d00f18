-- The addresses told under the records, in their order.
insert into cadastral_unit_address (
    cadastral_unit_id, position, toponym_code, street_name, number_text, number_2_text,
    number_3_text, street_code, source_id, as_of, reliability
)
select s.target_id, a.n, a.toponym_code, a.street_name, a.number_text, a.number_2_text,
    a.number_3_text, a.street_code, :source, :as_of, :reliability
from staged s
cross join lateral rows from (
    jsonb_to_recordset(s.facts -> 'addresses') as (
        toponym_code text, street_name text, number_text text, number_2_text text,
        number_3_text text, street_code text
    )
) with ordinality as a (
    toponym_code, street_name, number_text, number_2_text, number_3_text, street_code, n
)
where s.kind = 'cadastral_unit' and s.outcome in ('loaded', 'updated')
