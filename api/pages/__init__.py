"""HTML pages, in Italian and English."""
