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
create or replace trigger note_change after insert or update or delete on organisation
for each row execute function audit.note_change();
create or replace trigger note_change after insert or update or delete on api_token
for each row execute function audit.note_change();
create or replace trigger note_change after insert or update or delete on assignment
for each row execute function audit.note_change();
create or replace trigger note_change after update or delete on stated_purpose
for each row execute function audit.note_change();
create or replace trigger note_stated after insert on stated_purpose
for each row execute function audit.note_stated();
create or replace trigger note_change after delete on data_share
for each row execute function audit.note_change();
create or replace trigger note_shared after insert or update on data_share
for each row execute function audit.note_shared();
-- Not the step of the second factor, which every sign-in moves.
create or replace trigger note_change_made after insert or delete on account
for each row execute function audit.note_change();
create or replace trigger note_change after update on account for each row
when (
    to_jsonb(old) - array['totp_last_step'] is distinct from to_jsonb(new) - array['totp_last_step']
) execute function audit.note_change();
create or replace trigger note_sign_in after insert on sign_in_attempt for each row
when (new.outcome <> 'second_factor_due') execute function audit.note_sign_in();
create or replace trigger note_sign_out after update on account_session for each row
when (old.revoked_at is null and new.revoked_at is not null)
execute function audit.note_sign_out();
