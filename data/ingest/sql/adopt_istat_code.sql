-- The statistical code of a municipality that the register knew only by its cadastral code.
update municipality set istat_code = :istat_code where code = :code and istat_code is null
