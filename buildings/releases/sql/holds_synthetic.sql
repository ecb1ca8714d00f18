-- Whether any dwelling of the district is invented.
select exists (select from unit where is_synthetic)
