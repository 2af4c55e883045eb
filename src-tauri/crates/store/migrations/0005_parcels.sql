-- Attachments between this desk and a hub: a row for each stream that names one, from when its entry was first looked at.
create table parcel (
    peer integer not null references peer,
    stream integer not null references stream,
    address blob not null,
    -- The newest entry of the stream that names it.
    n integer not null,
    -- 1 here and to go up, 2 lies there whole, 3 to come down, 4 did not lie there whole, 5 was another file.
    place integer not null,
    -- How often it was asked for in vain, and until when it is not asked for again.
    tries integer not null,
    after_ms integer not null,
    primary key (peer, stream, address)
) strict, without rowid;
create index parcel_n on parcel (peer, n);
create index parcel_place on parcel (peer, place, n);
create index parcel_address on parcel (address);
create index blob_n on blob (n);
