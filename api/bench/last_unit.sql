select max(u.fid) from unit u
