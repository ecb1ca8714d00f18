-- An identity for each row of one kind that matched nothing.
update staged set target_id = gen_random_uuid(), is_new = true
where kind = :kind and outcome is null and target_id is null
