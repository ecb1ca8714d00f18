"""Emergency access: an administrator reads of one unit for an hour at most, not alone."""
