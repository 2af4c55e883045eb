-- With whom this desk exchanges, what each has, what came and from whom, what was set aside, and every disc.

-- 1 a hub, 2 a desk.
create table peer (
    id integer primary key,
    kind integer not null,
    tag blob not null unique
) strict;

-- From whom an entry came first. What was written here has no row.
create table came (
    n integer primary key references entry,
    peer integer not null references peer,
    at_ms integer not null
) strict;

-- Up to which entry a peer has all of a stream that did not come from itself: 1 it was sent, 2 it has said so.
create table reached (
    peer integer not null references peer,
    stream integer not null references stream,
    how integer not null,
    upto integer not null,
    primary key (peer, stream, how)
) strict, without rowid;

-- Where an entry lies on a hub, as read back from it. `good` 0: that copy was set aside here and delivers nothing.
create table place (
    peer integer not null references peer,
    stream integer not null references stream,
    pos integer not null,
    id blob not null,
    good integer not null,
    primary key (peer, stream, pos)
) strict, without rowid;
create index place_id on place (id);

-- Ends of segments that were verified; a hub that lost its tail is followed back along them.
create table segment (
    peer integer not null references peer,
    stream integer not null references stream,
    to_pos integer not null,
    hash blob not null,
    primary key (peer, stream, to_pos)
) strict, without rowid;

-- What a hub will never take: not offered again, listed for a person.
create table hub_refused (
    peer integer not null references peer,
    id blob not null,
    why text not null,
    primary key (peer, id)
) strict, without rowid;

-- What came and was not taken into the log: its bytes, and why. The same bytes once.
create table held (
    id integer primary key,
    hash blob not null unique,
    entry blob not null,
    stream text not null,
    raw blob not null,
    cause text not null,
    peer integer not null references peer,
    at_ms integer not null
) strict;
create index held_entry on held (entry);

-- The register of discs: one row for a bundle and the desk it went to or came from.
create table bundle (
    id blob not null,
    -- 1 out, 2 in.
    way integer not null,
    peer integer not null references peer,
    number integer not null,
    -- Out: 1 written, 2 the receipt came. In: 1 some of it was taken in, 2 all.
    state integer not null,
    -- Out: the last entry it may hold. In: the next block.
    upto integer not null,
    at_ms integer not null,
    account blob not null,
    json text not null,
    primary key (way, id, peer)
) strict, without rowid;

-- Which streams an outgoing bundle told all of.
create table bundle_stream (
    bundle blob not null,
    peer integer not null references peer,
    stream integer not null references stream,
    primary key (bundle, peer, stream)
) strict, without rowid;

-- A stream as a whole is asked for by every exchange, not only `admin`.
create index entry_stream on entry (stream, n);
drop index entry_admin;
