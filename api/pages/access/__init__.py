"""Pages of access: signing in, one's own account, the administrator's list of accounts."""
