-- The triggers of the audit. Run again whenever this text changes.

create or replace trigger sign_entry before insert on audit_entry
for each row execute function audit.sign_entry();
create or replace trigger refuse_change before update or truncate on audit_entry
for each statement execute function audit.refuse();
create or replace trigger refuse_unexpired after delete on audit_entry
referencing old table as gone for each statement execute function audit.refuse_unexpired();
create or replace trigger refuse_change before update or delete or truncate on audit_seal
for each statement execute function audit.refuse();
create or replace trigger refuse_change before update or delete or truncate on audit_anchor
for each statement execute function audit.refuse();
create or replace trigger refuse_change before update or delete or truncate on audit_sample
for each statement execute function audit.refuse();
create or replace trigger refuse_change before update or delete or truncate on audit_review
for each statement execute function audit.refuse();
create or replace trigger note_rules after insert or update or delete on audit_rule
for each statement execute function audit.note_rules();
create or replace trigger note_write after insert on history.transaction
for each row execute function audit.note_write();
