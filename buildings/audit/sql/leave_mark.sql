-- A number of history above all that was sealed: a restored register counts on from there.
select history.begin_transaction()
