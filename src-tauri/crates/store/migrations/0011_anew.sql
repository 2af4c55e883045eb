-- No table changed, but what stands in them: void numbers have rows, notes have words. Where there is a log, `Desk::rebuild` makes all
-- of it anew at the next start.
insert into trait (name, value)
select 'stale', x'01' where exists (select 1 from entry)
on conflict (name) do update set value = excluded.value;
