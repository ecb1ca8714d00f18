-- The number under which history knows the transaction under way, if it wrote anything.
select history.own_transaction()
