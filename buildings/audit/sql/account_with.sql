select a.id from account a where lower(a.email) = lower(:email)
