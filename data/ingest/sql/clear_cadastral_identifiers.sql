-- A corrected record tells its identifiers anew.
delete from cadastral_unit_identifier i
using staged s
where s.kind = 'cadastral_unit' and s.outcome = 'updated' and i.cadastral_unit_id = s.target_id
