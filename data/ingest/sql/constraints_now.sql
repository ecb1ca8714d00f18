-- What waits for the commit looks now.
set constraints all immediate
