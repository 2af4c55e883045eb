insert into item (id, rec, noun, office, station, state, stage, kind, holder, hidden, no, title, flags, more)
values (:id, :rec, :noun, :office, :station, :state, :stage, :kind, :holder, :hidden, :no, :title, :flags, :more)
