-- One label.
insert into truth (key, value) values (:key, :value)
