insert into bundle (id, way, peer, number, state, upto, at_ms, account, json)
values (:id, :way, :peer, :number, :state, :upto, :at_ms, :account, :json)
on conflict (way, id, peer) do update set state = :state, upto = :upto, json = :json
