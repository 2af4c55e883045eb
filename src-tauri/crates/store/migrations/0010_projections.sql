-- All of this can be dropped and made anew from the log; `Desk::rebuild` runs this file again.
-- `r` is the `n` of a record's first entry; `item` is its place (see src/seat.rs); words are numbers of `term`.

drop table if exists item;
drop table if exists item_flag;
drop table if exists clock;
drop table if exists link;
drop table if exists hash;
drop table if exists tally;
drop table if exists item_sum;
drop table if exists due_day;
drop table if exists due_month;
drop table if exists tally_day;
drop table if exists tally_month;
drop table if exists once_day;
drop table if exists once_month;
drop table if exists once_pair;
drop table if exists word;
drop table if exists word_undated;

create table item (
    id integer primary key,
    rec blob not null unique,
    noun integer not null,
    office integer not null,
    station integer not null,
    state integer not null,
    stage integer not null,
    kind integer not null,
    holder integer not null,
    hidden integer not null,
    no text,
    title text not null,
    flags text not null,
    more text not null
) strict;
-- Each of these answers filters without touching the wide row.
create index item_all on item (noun, id, station, office, state, stage, kind, holder, hidden);
create index item_station on item (noun, station, id, office, state, stage, kind, holder, hidden);
create index item_state on item (noun, state, id, station, office, stage, kind, holder, hidden);
create index item_holder on item (holder, noun, id, station, office, state, stage, kind, hidden) where holder > 0;

create table item_flag (
    flag integer not null,
    item integer not null,
    primary key (flag, item)
) strict, without rowid;
create index item_flag_item on item_flag (item, flag);

create table clock (
    r integer not null,
    k integer not null,
    item integer not null,
    flow text not null,
    rule integer not null,
    version integer not null,
    cause text not null,
    started integer not null,
    due integer,
    provisional integer not null,
    state integer not null,
    stopped integer,
    excluded integer not null,
    station integer not null,
    primary key (r, k)
) strict, without rowid;
create index clock_due on clock (state, due, rule, excluded, station, item);
create index clock_item on clock (item, state, due, rule, excluded);

create table link (
    r integer not null,
    kind integer not null,
    target blob not null,
    primary key (r, kind, target)
) strict, without rowid;
create index link_to on link (target, kind, r);

create table hash (
    hash blob not null,
    r integer not null,
    primary key (hash, r)
) strict, without rowid;
create index hash_r on hash (r);

create table tally (
    r integer not null,
    k integer not null,
    item integer not null,
    what integer not null,
    station integer not null,
    day integer not null,
    n integer not null,
    primary key (r, k)
) strict, without rowid;
create index tally_what on tally (what, day, item, station);
create index tally_item on tally (item, what, day);

create table item_sum (
    noun integer not null,
    office integer not null,
    station integer not null,
    state integer not null,
    stage integer not null,
    n integer not null,
    primary key (noun, office, station, state, stage)
) strict, without rowid;

create table tally_day (
    day integer not null,
    what integer not null,
    office integer not null,
    station integer not null,
    n integer not null,
    primary key (day, what, office, station)
) strict, without rowid;
create table tally_month (
    month integer not null,
    what integer not null,
    office integer not null,
    station integer not null,
    n integer not null,
    primary key (month, what, office, station)
) strict, without rowid;

-- Records by the due days of their clocks (see src/shelf/sums/once): `side` is the question, `rule` 0 any; of what lies with one
-- person it is the holder, 0 nobody.
create table once_day (
    noun integer not null,
    side integer not null,
    rule integer not null,
    due integer not null,
    office integer not null,
    station integer not null,
    n integer not null,
    primary key (noun, side, rule, due, office, station)
) strict, without rowid;
create table once_month (
    noun integer not null,
    side integer not null,
    rule integer not null,
    due integer not null,
    office integer not null,
    station integer not null,
    n integer not null,
    primary key (noun, side, rule, due, office, station)
) strict, without rowid;
-- Two neighbouring due days of one record.
create table once_pair (
    noun integer not null,
    side integer not null,
    rule integer not null,
    due integer not null,
    before integer not null,
    office integer not null,
    station integer not null,
    n integer not null,
    primary key (noun, side, rule, due, before, office, station)
) strict, without rowid;

-- The tokens are made by src/search/tokens.rs; `ascii` only has to split at spaces.
create virtual table word using fts5(tokens, tokenize = 'ascii', columnsize = 0);
insert into word (word, rank) values ('secure-delete', 1);
create virtual table word_undated using fts5(tokens, tokenize = 'ascii', columnsize = 0);
insert into word_undated (word_undated, rank) values ('secure-delete', 1);
