-- Headers of what this desk's own writers had written in streams that were put away: they keep the chain, and tell an entry that
-- comes back from one that somebody else wrote under the same name.
create table evicted (
    id blob primary key,
    stream integer not null references stream,
    hdr blob not null,
    sig blob not null,
    usig blob
) strict, without rowid;
