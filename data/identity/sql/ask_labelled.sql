-- A row of the labelled set as a naming that waits.
insert into unit_reference (
    sender, key, source_id, municipality_code, condominium_id, street_name, number_text,
    staircase_code, floor_code, unit_number, cadastral_section, sheet, parcel_number, subunit,
    other_code, cadastral_category, area_m2
)
values (
    :sender, :key, :source_id, 'G686',
    (select id from condominium where name = :condominium), :street_name, :number_text,
    :staircase_code, :floor_code, :unit_number, :cadastral_section, :sheet, :parcel_number,
    :subunit, :other_code, :cadastral_category, cast(:area_m2 as numeric)
)
