-- A rule that some loaded row breaks, with the thing that it is about.
select rule, thing from contradicting_facts() limit 1
