-- Street numbers of the file that the register does not have.
select count(*) from staged where kind = 'address' and target_id is null and outcome is null
