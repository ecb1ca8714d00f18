select exists (select from staged where kind in ('cadastral_title', 'cadastral_unit', 'owner_body'))
