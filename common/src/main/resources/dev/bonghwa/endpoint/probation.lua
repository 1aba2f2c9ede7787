-- Counts a refusal: the endpoint is on probation for 10 minutes, then for 20 when it refuses again, up to a day. What it says
-- while it is on probation, of a request that was on its way, or a copy of this call, is the same refusal and counts nothing.
--
-- KEYS[1]  p:{fleet}:probation
-- ARGV[1]  endpoint key
--
-- Answers its refusals in a row, and the end of its probation, ms. Forgotten a day after that, so that the set is bounded by
-- the refusals of two days.

local FIRST, DAY, MOST, SHIFT = 600000, 86400000, 15, 16

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

write('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', (now - DAY) * SHIFT))
local score = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
local refusals, ends = score % SHIFT, math.floor(score / SHIFT)
if ends <= now then
  refusals = math.min(refusals + 1, MOST)
  ends = now + math.min(FIRST * 2 ^ (refusals - 1), DAY)
  write('ZADD', KEYS[1], string.format('%.0f', ends * SHIFT + refusals), ARGV[1])
  write('PEXPIRE', KEYS[1], 2 * DAY)
end
return {refusals, ends}
