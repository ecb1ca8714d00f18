-- The research projects that the reader takes part in, and that run today.
create or replace function access.own_projects() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(p.id), '{}')
    from research_member m
    join research_project p on p.id = m.project_id
    where m.account_id = access.actor()
        and m.joined_on <= current_date and (m.left_on is null or m.left_on > current_date)
        and p.ended_at is null and p.agreed_on <= current_date and p.until >= current_date
$$;
