insert into reached (peer, stream, how, upto)
select ?1, id, ?3, ?4 from stream where name = ?2
on conflict (peer, stream, how) do update set upto = max(upto, excluded.upto)
