select (select count(*) from item) + (select count(*) from item_flag) + (select count(*) from clock)
     + (select count(*) from link) + (select count(*) from hash) + (select count(*) from tally)
     + (select count(*) from word) + (select count(*) from word_undated)
