insert or ignore into held (hash, entry, stream, raw, cause, peer, at_ms)
values (:hash, :entry, :stream, :raw, :cause, :peer, :at_ms)
