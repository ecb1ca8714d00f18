-- What the functions of access read: the prefix of this database's roles, and the matrix.
create schema if not exists access;
create table if not exists access.installation (
    only_one boolean primary key default true check (only_one),
    prefix text not null check (prefix ~ '^[a-z][a-z0-9_]{0,39}$')
);
create table if not exists access.role_right (
    role text not null,
    class text not null,
    verb text not null,
    scope text not null,
    level text not null,
    primary key (role, class, verb, scope, level)
);
create table if not exists access.made (
    name text primary key,
    digest text not null
);
