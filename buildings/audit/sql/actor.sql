select nullif(current_setting('satellite.actor', true), '')::uuid
