-- Auctions to come in a condominium, with what the notice itself makes public.
select es.id, es.court, es.rge_number, es.rge_year, es.lot, es.sale_on, es.base_price_eur,
    es.min_offer_eur, st.staircase_code, u.floor_code, es.is_synthetic
from enforcement_sale es
join enforcement_sale_state ess on ess.sale_id = es.id
    and ess.valid_from <= :on_date and ess.valid_to > :on_date
    and ess.state in ('sale_ordered', 'published')
join unit u on u.id = es.unit_id
join building b on b.id = u.building_id
left join staircase st on st.id = u.staircase_id
where coalesce(u.condominium_id, b.condominium_id) = :condominium_id and es.sale_on >= :on_date
order by es.sale_on, es.rge_year, es.rge_number, es.lot
