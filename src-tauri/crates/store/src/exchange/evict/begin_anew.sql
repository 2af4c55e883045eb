insert into reached (peer, stream, how, upto)
select ?1, s.id, 4, coalesce((select max(n) from entry where stream = s.id), 0) from stream s where s.name = ?2
on conflict (peer, stream, how) do update set upto = max(upto, excluded.upto)
