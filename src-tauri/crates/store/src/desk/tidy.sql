insert into word (word) values ('optimize');
insert into word_undated (word_undated) values ('optimize')
