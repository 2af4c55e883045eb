-- What was taken out of bodies here, for the hubs that still have it; and which of them it was told.
create table redacted (
    n integer primary key,
    id blob not null,
    -- Of an attachment that nothing names any more.
    address blob
) strict;
create table redacted_told (
    redacted integer not null references redacted,
    peer integer not null references peer,
    primary key (peer, redacted)
) strict, without rowid;
