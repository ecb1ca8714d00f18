-- Room for the next scope.
drop table in_scope
