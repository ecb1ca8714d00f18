"""One statement a kind: each puts what it finds into `found_discrepancy`."""
