select pg_try_advisory_xact_lock(1398035027, 2)
