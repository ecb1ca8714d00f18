-- The things that break one of the rules which look at the commit.
select thing::text from contradicting_facts() where rule = :rule limit :most
