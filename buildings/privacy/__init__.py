"""Who may see what: roles, classes of data and the matrix between them, as data."""
