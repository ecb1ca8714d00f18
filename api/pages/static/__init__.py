"""Style sheets of the pages, served under `/static/`."""
