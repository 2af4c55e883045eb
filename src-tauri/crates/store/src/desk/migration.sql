create table if not exists migration (
    id integer primary key,
    name text not null,
    sha256 blob not null
) strict
