-- Where units stand, in metres of the web's projection.
select st_x(u.geom_3857) as x, st_y(u.geom_3857) as y
from unit u
where u.geom_3857 is not null
order by u.fid
limit 20000
