select * from audit.sampled(cast(:month as date))
