"""Who is at the other end: cookies, sign-in, second factor, provider, accounts."""
