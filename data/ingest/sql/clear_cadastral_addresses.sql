-- A corrected record tells its addresses anew.
delete from cadastral_unit_address a
using staged s
where s.kind = 'cadastral_unit' and s.outcome = 'updated' and a.cadastral_unit_id = s.target_id
