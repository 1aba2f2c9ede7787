-- Remembers that an endpoint must never be called again. The first word stands.
--
-- KEYS[1]  p:{fleet}:gone   KEYS[2]  p:{fleet}:gone-since
-- ARGV[1]  endpoint key   ARGV[2]  record, JSON without the time
--
-- Answers 1 when it is new, 0 when it was known.

local time = redis.call('TIME')
local now = string.format('%d', time[1] * 1000 + math.floor(time[2] / 1000))

redis.call('DEL', KEYS[1] .. ':-')
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then
  return 0
end
redis.call('ZADD', KEYS[2], now, ARGV[1])
return 1
