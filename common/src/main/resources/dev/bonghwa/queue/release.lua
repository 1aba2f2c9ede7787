-- Takes what an ended job kept out of the sum.
--
-- KEYS[1]  p:{fleet}:kept
-- ARGV[1]  job
--
-- Answers 1 when it kept something, 0 otherwise.

local bytes = redis.call('HGET', KEYS[1], ARGV[1])
write('HDEL', KEYS[1], ARGV[1])
if not bytes then
  return 0
end
write('HINCRBY', KEYS[1], 'all', string.format('%d', -bytes))
return 1
