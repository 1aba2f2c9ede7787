-- A node tells of each proxy how often it has used it since it last told, and why it does not use it now; and learns which there are.
--
-- KEYS[1]  p:{fleet}:proxy-uses   KEYS[2]  p:{fleet}:proxy-faults
-- ARGV[1]  p:{fleet}:proxies, no key of the call: that would want the right to write it, which no worker needs
-- ARGV[2]  node   ARGV[3..]  of each proxy three: its name, uses, the fault or empty
--
-- Answers the names of all. A call that is doubled counts its uses twice, which is borne: they are for people to look at.

local FORGET = 60
local PROXIES, node = ARGV[1], ARGV[2]

local now = tonumber(redis.call('TIME')[1])

for i = 3, #ARGV, 3 do
  local proxy, uses, fault = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local field = proxy .. ' ' .. node
  if redis.call('HEXISTS', PROXIES, proxy) == 0 or fault == '' then
    write('HDEL', KEYS[2], field)
  else
    write('HSET', KEYS[2], field, now .. ' ' .. fault)
  end
  if uses > 0 and redis.call('HEXISTS', PROXIES, proxy) == 1 then
    write('HINCRBY', KEYS[1], proxy, uses)
  end
end

-- A node that has fallen silent says nothing any more, neither good nor bad.
local faults = redis.call('HGETALL', KEYS[2])
for i = 1, #faults, 2 do
  if now - tonumber(string.match(faults[i + 1], '^%d+')) > FORGET then
    write('HDEL', KEYS[2], faults[i])
  end
end

return redis.call('HKEYS', PROXIES)
