-- Whether anything in the register tells of real people: then it is no demonstration any more.
create or replace function access.holds_real_people() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (select from person where not is_synthetic)
        or exists (select from unit_right where not is_synthetic)
        or exists (select from cadastral_title where not is_synthetic)
        or exists (select from unit_residents where not is_synthetic)
        or exists (select from unit_waste_charge where not is_synthetic)
        or exists (select from unit_notice where not is_synthetic)
        or exists (select from unit_lease where not is_synthetic)
        or exists (select from unit_arrears where not is_synthetic)
        or exists (select from housing_case where not is_synthetic)
        or exists (select from occupation_episode where not is_synthetic)
        or exists (select from occupation_report where not is_synthetic)
$$;
