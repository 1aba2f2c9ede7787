-- Notes that an operator wants a node to take no more work.
--
-- KEYS[1]  p:{fleet}:draining
-- ARGV[1]  node
--
-- Answers 1 when it was not noted yet, 0 otherwise.

return write('SADD', KEYS[1], ARGV[1])
