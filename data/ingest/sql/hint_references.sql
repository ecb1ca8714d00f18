-- Names of persons help the match and are kept nowhere.
create temporary table if not exists reference_hint (
    reference_id uuid, person_name text, tax_code text
) on commit drop;
insert into reference_hint
select distinct reference_id, facts -> 'hint' ->> 'person_name', facts -> 'hint' ->> 'tax_code'
from staged
where outcome is null and facts ? 'hint' and reference_id is not null;
update staged set facts = facts - 'hint' where facts ? 'hint'
