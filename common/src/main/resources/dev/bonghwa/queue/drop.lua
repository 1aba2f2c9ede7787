-- Takes a job that does not exist out of the indexes, unless its visit has moved since it was looked for.
--
-- KEYS[1]  p:{fleet}:jobs   KEYS[2]  p:{fleet}:index
-- ARGV[1]  job   ARGV[2]  the visit that was seen, ms
--
-- Answers 1 when it was dropped, 0 otherwise: somebody is about to commit it.

if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or -1) ~= tonumber(ARGV[2]) then
  return 0
end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
