drop table owner_class_now
