-- Lets an endpoint be called again: it is neither gone nor on probation any more.
--
-- KEYS[1]  p:{fleet}:gone   KEYS[2]  p:{fleet}:gone-since   KEYS[3]  p:{fleet}:probation
-- ARGV[1]  endpoint key
--
-- Answers 1 when it was either, 0 otherwise. Never one of the first two without the other: what is in force is listed.

redis.call('ZREM', KEYS[2], ARGV[1])
local gone = redis.call('HDEL', KEYS[1], ARGV[1])
return math.max(gone, redis.call('ZREM', KEYS[3], ARGV[1]))
