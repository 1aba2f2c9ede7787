-- Puts a job into the indexes: what no index has would stand still for ever.
--
-- KEYS[1]  p:{fleet}:jobs   KEYS[2]  p:{fleet}:index
-- ARGV[1]  job   ARGV[2]  from now to its next visit by upkeep, ms
-- ARGV[3]  NX: unless it is in them, so that who takes it for a new one puts off no visit; may be left out
--
-- Answers 1.

local time = redis.call('TIME')
local visit = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2]

write('ZADD', KEYS[2], 0, ARGV[1])
if ARGV[3] == 'NX' then
  write('ZADD', KEYS[1], 'NX', string.format('%d', visit), ARGV[1])
else
  write('ZADD', KEYS[1], string.format('%d', visit), ARGV[1])
end
return 1
