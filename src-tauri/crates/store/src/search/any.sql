select 1 from word where word match ?1
union all
select 1 from word_undated where word_undated match ?1
limit 1
