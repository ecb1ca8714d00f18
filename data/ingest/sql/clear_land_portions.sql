-- A corrected record tells its portions anew.
delete from land_portion p
using staged s
where s.kind = 'land_parcel' and s.outcome = 'updated' and p.land_parcel_id = s.target_id
