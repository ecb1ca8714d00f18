-- What waits to be settled by the office, counted; every count reads an index of what is open.
select
    (select count(*) from unit_reference where state = :to_decide) as namings_to_decide,
    (select count(*) from unit_reference where state = :without_unit) as namings_without_unit,
    (select count(*) from discrepancy where state = :open) as open_discrepancies,
    (select count(*) from condominium_bridge where answered_on is null) as unexplained_codes,
    (
        select count(*)
        from delivery_link
        where used_at is null and revoked_at is null and expires_at > :now
    ) as open_links,
    (
        select count(*)
        from import_run
        where started_at > :month_ago and not is_dry_run
            and outcome = any(cast(:with_refusals as text[]))
    ) as imports_with_refusals,
    (select max(started_at) from import_run where not is_dry_run) as last_import_at,
    (
        select count(*)
        from intervention_state
        where valid_from <= :today and valid_to > :today
            and state = :under_way
    ) as interventions_in_progress
