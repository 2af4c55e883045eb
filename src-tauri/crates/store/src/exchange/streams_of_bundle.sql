select s.name
from bundle_stream b join stream s on s.id = b.stream
where b.bundle = ?1 and b.peer = ?2
