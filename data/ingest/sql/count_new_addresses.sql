-- Street numbers of the file that the register does not have.
select count(*) from staged where kind = 'address' and is_new and outcome is null
