-- Notes at an idempotency key that its job was committed, and by which request: a repeat must not be sent again even when
-- the job itself is kept no longer.
--
-- KEYS[1]  p:{fleet}:idem:KEY
-- ARGV[1]  job   ARGV[2]  digest of the request
--
-- Answers 1; 0 when it is noted already, or the key stands for another job by now, or for none.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
local ttl = redis.call('PTTL', KEYS[1])
-- Not beside the key, where another key may be: a full Redis lets the rest through after any write that frees memory.
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. ARGV[2], 'PX', math.max(ttl, 1))
return 1
