-- The agreements of a condominium, those in force on the day first.
select id, sender, document_reference, valid_from, valid_to,
    valid_from <= :on_date and valid_to > :on_date as is_in_force
from delivery_agreement
where condominium_id = :condominium_id
order by 6 desc, valid_to desc
