-- Remembers that an endpoint must never be called again. The first word stands.
--
-- KEYS[1]  p:{fleet}:gone   KEYS[2]  p:{fleet}:gone-since
-- ARGV[1]  endpoint key   ARGV[2]  record, JSON without the time
--
-- Answers 1 when it is new, 0 when it was known.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if write('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then
  return 0
end
-- Each is later than the last one, so that a list which is read from a cursor on misses none. The step is the smallest that
-- a score of this size can hold exactly.
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
if last and tonumber(last) >= now then
  now = tonumber(last) + 1 / 1024
end
write('ZADD', KEYS[2], string.format('%.17g', now), ARGV[1])
return 1
