-- An office for the administrator whose condominiums of today have most units.
insert into organisation (name, administrator_id)
select 'Studio della misura', m.administrator_id
from administrator_mandate m
join building b on b.condominium_id = m.condominium_id
join unit u on u.building_id = b.id
where m.valid_from <= current_date and m.valid_to > current_date
group by m.administrator_id
order by count(*) desc
limit 1
on conflict (name) do update set administrator_id = excluded.administrator_id
