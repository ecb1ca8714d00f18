select * from audit.reviews(cast(:month as date))
