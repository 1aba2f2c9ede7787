-- Notes that an operator wants a node to take no more work.
--
-- KEYS[1]  p:{fleet}:draining
-- ARGV[1]  node
--
-- Answers 1 when it was not noted yet, 0 otherwise.

-- A node is drained also while Redis is full; the first write frees memory, and the rest passes.
redis.call('DEL', KEYS[1] .. ':-')
return redis.call('SADD', KEYS[1], ARGV[1])
