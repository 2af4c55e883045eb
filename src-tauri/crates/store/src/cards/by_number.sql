-- By its letters, then by its figures as a number: 2 stands before 10.
with numbered (id, bare, letters, no) as (
    select i.id, i.no is null, rtrim(coalesce(i.no, ''), '0123456789'), coalesce(i.no, '')
    from json_each(:ids) l cross join item i on i.id = l.value
)
select id from numbered
where :id is null
  or (bare, letters, cast(substr(no, length(letters) + 1) as integer), no, id)
    > (:bare, :letters, cast(substr(:no, length(:letters) + 1) as integer), :no, :id)
order by bare, letters, cast(substr(no, length(letters) + 1) as integer), no, id
limit :limit
