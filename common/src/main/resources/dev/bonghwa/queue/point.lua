-- Puts a job into the indexes: what no index has would stand still for ever.
--
-- KEYS[1]  p:{fleet}:jobs   KEYS[2]  p:{fleet}:index
-- ARGV[1]  job   ARGV[2]  from now to its next visit by upkeep, ms
-- ARGV[3]  NX: unless it is in them, so that who takes it for a new one puts off no visit; may be left out
--
-- Answers 1. What `jobs` has `index` has too: it comes into both here, and is out of `index` when it is forgotten.

local time = redis.call('TIME')
local visit = string.format('%d', time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2])

local added
if ARGV[3] == 'NX' then
  added = write('ZADD', KEYS[1], 'NX', visit, ARGV[1])
else
  added = write('ZADD', KEYS[1], visit, ARGV[1])
end
if added == 1 then
  write('ZADD', KEYS[2], 0, ARGV[1])
end
return 1
