-- The log and what this desk keeps for itself. Nothing here can be made anew from something else.

create table stream (
    id integer primary key,
    name text not null unique
) strict;
insert into stream (id, name) values (1, 'admin');

create table writer (
    id integer primary key,
    tag blob not null unique
) strict;

create table entry (
    n integer primary key,
    id blob not null unique,
    stream integer not null references stream,
    rec blob not null,
    writer integer not null references writer,
    seq integer not null,
    hdr blob not null,
    sig blob not null,
    usig blob,
    ver integer not null default 0
) strict;
create index entry_rec on entry (rec, n);
-- Not unique: both sides of a forked writer are kept.
create index entry_writer on entry (writer, seq);
-- `admin` is read as a whole whenever it grew.
create index entry_admin on entry (n) where stream = 1;

-- Apart from its header, so that it can go without breaking a chain.
create table body (
    n integer primary key references entry,
    items blob not null
) strict;

create table deed (
    deed blob not null,
    n integer not null references entry,
    primary key (deed, n)
) strict, without rowid;

create table head (
    rec blob not null,
    id blob not null,
    primary key (rec, id)
) strict, without rowid;

-- Whole entries whose parents are not here, and the parents each lacks.
create table pending (
    id blob primary key,
    raw blob not null
) strict, without rowid;
create table lack (
    parent blob not null,
    id blob not null references pending on delete cascade,
    primary key (parent, id)
) strict, without rowid;
create index lack_id on lack (id);

-- Which entry names which attachment.
create table blob (
    address blob not null,
    n integer not null references entry,
    primary key (address, n)
) strict, without rowid;

create table pen (
    one integer primary key check (one = 1),
    writer blob not null,
    next_seq integer not null,
    prev blob,
    desk_key blob not null
) strict;

-- What the file knows about itself: `hash_key`, `mark`, `latest_wall`, `stale`.
create table trait (
    name text primary key,
    value blob not null
) strict, without rowid;

-- Small numbers for words that rows repeat. 0 stands for none.
create table term (
    id integer primary key,
    text text not null unique
) strict;

create table draft (
    id blob primary key,
    noun text not null,
    account blob not null,
    json text not null,
    updated_ms integer not null
) strict;
create index draft_account on draft (account, updated_ms);

create table saved_view (
    id blob primary key,
    account blob not null,
    noun text not null,
    name text not null,
    json text not null
) strict;
create index saved_view_account on saved_view (account, noun, name);

create table setting (
    key text primary key,
    json text not null
) strict, without rowid;
