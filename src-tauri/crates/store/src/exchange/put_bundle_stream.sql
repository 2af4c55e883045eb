insert or ignore into bundle_stream (bundle, peer, stream)
select ?1, ?2, id from stream where name = ?3
