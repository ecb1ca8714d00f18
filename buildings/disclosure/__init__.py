"""Statistical disclosure control: what a table may tell without telling about a household."""
