insert into clock (r, k, item, flow, rule, version, cause, started, due, provisional, state, stopped, excluded, station)
values (:r, :k, :item, :flow, :rule, :version, :cause, :started, :due, :provisional, :state, :stopped, :excluded, :station)
