"""Words of pages and answers in both languages: translations, and words made from values."""
