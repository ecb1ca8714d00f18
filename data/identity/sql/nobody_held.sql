-- No naming of this resolution came with a holder.
create temp table held_by (reference_id uuid, unit_id uuid, level smallint) on commit drop
