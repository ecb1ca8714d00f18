select p.id from person p where p.tax_code = :tax_code order by p.id
