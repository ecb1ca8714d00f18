-- A corrected record tells its reserves and deductions anew.
delete from cadastral_remark r
using staged s
where s.outcome = 'updated' and (
    (s.kind = 'cadastral_unit' and r.cadastral_unit_id = s.target_id)
    or (s.kind = 'land_parcel' and r.land_parcel_id = s.target_id)
)
