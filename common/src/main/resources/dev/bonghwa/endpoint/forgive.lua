-- Lets an endpoint be called again.
--
-- KEYS[1]  p:{fleet}:gone   KEYS[2]  p:{fleet}:gone-since
-- ARGV[1]  endpoint key
--
-- Answers 1 when it was gone, 0 otherwise. Never one key without the other: what is in force is listed.

redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])
