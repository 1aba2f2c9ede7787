-- An instance says that it lives, and what it is.
--
-- KEYS[1]  p:{fleet}:nodes   KEYS[2]  p:{fleet}:alive   KEYS[3]  p:{fleet}:epoch   KEYS[4]  p:{fleet}:upkeep
-- ARGV[1]  instance, node/boot   ARGV[2]  node   ARGV[3]  its status, JSON
-- ARGV[4]  how long the beat holds, ms   ARGV[5]  the newest protocol it knows
-- ARGV[6]  p:{fleet}:draining, no key of the call: that would want the right to write it, which no worker needs
-- ARGV[7]  1 = look for others with its node id: O(instances)
--
-- Answers {epoch or empty, now, drain, shared, ms since upkeep}: drain = an operator wants the node drained, shared = another
-- instance with this node id is alive, 0 where that was not looked for; upkeep counts when whoever did it knows what this
-- instance knows, and is 0 ms ago where there was never any, a day at most; one to come is from before the clock was set back.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local instance, node = ARGV[1], ARGV[2]

write('HSET', KEYS[1], instance, ARGV[3])
write('ZADD', KEYS[2], string.format('%d', now + ARGV[4]), instance)

local shared = 0
local instances = ARGV[7] == '1' and redis.call('ZRANGEBYSCORE', KEYS[2], string.format('%d', now), '+inf') or {}
for _, other in ipairs(instances) do
  if other ~= instance and string.sub(other, 1, #node + 1) == node .. '/' then
    shared = 1
  end
end
local DAY = 86400000
local passes, last = redis.call('HGETALL', KEYS[4]), 0
for i = 1, #passes, 2 do
  local protocol = tonumber(string.match(passes[i], '^by:(%d+)$') or 0)
  if protocol >= tonumber(ARGV[5]) then
    last = math.max(last, tonumber(passes[i + 1]))
  end
end
return {redis.call('GET', KEYS[3]) or '', string.format('%d', now), redis.call('SISMEMBER', ARGV[6], node), shared,
  #passes > 0 and string.format('%d', math.min(math.abs(now - last), DAY)) or '0'}
