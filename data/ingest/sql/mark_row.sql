-- What became of one row.
update staged set outcome = :outcome, reason = :reason, column_name = :column, detail = :detail
where seq = :seq
