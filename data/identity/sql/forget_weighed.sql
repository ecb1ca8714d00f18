-- So that other pairs can be weighed in the same transaction.
drop table if exists weighed
