-- Moves an ended job from those that upkeep visits to those that are kept for a time.
--
-- KEYS[1]  p:{fleet}:jobs   KEYS[2]  p:{fleet}:finished   KEYS[3]  p:{fleet}:kept
-- ARGV[1]  job   ARGV[2]  kept until, ms   ARGV[3]  bytes of its failures and of what is kept with them
--
-- Answers 1.

-- A full Redis must still let go of what has ended; the first write frees memory, and the rest passes.
redis.call('DEL', KEYS[1] .. ':-')
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
if ARGV[3] ~= '0' then
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
end
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
