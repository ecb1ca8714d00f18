-- So that the joins that follow are planned with true counts.
create index on named (reference_id);
create index on spelling (spelling_id);
analyze named;
analyze spelling
