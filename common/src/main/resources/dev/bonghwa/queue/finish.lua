-- Moves an ended job from those that upkeep visits to those that are kept for a time.
--
-- KEYS[1]  p:{fleet}:jobs   KEYS[2]  p:{fleet}:finished   KEYS[3]  p:{fleet}:kept
-- ARGV[1]  job   ARGV[2]  kept until, ms
-- ARGV[3]  bytes of its failures and of what is kept with them; left out when all was delivered, so that there never were any
--
-- Answers how many bytes all ended jobs keep, 0 when that was not looked at.

write('ZADD', KEYS[2], ARGV[2], ARGV[1])
write('ZREM', KEYS[1], ARGV[1])
if not ARGV[3] then
  return 0
end
local kept = redis.call('HMGET', KEYS[3], ARGV[1], 'all')
local before = tonumber(kept[1] or 0)
if before == 0 and ARGV[3] == '0' then
  return tonumber(kept[2] or 0)
end
write('HSET', KEYS[3], ARGV[1], ARGV[3])
return write('HINCRBY', KEYS[3], 'all', string.format('%d', ARGV[3] - before))
