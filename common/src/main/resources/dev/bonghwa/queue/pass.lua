-- A pass of upkeep starts, or goes on: takes the jobs whose visit is due, so that no other pass takes them, and finds out whether Redis
-- was away, or has come back with older data: then it does not remember this caller's last pass in the same epoch. What others
-- saw does not matter: of two callers each would take the other's pass for the one that was lost.
--
-- A clock of Redis' host that was set back, which a failover can do too, is taken for an absence, and what lies further ahead
-- than it can be, by the clock of now, moves back with it: else no job would be visited, and who is dead would live, for as long.
--
-- KEYS[1]  p:{fleet}:upkeep   KEYS[2]  p:{fleet}:jobs   KEYS[3]  p:{fleet}:epoch   KEYS[4]  p:{fleet}:passes
-- KEYS[5]  p:{fleet}:alive
-- ARGV[1]  a gap that is longer means that Redis, or all upkeep, was away, ms
-- ARGV[2]  grace after such a gap, ms
-- ARGV[3]  from one visit of a job to the next, ms
-- ARGV[4]  how many jobs at most
-- ARGV[5]  the id of a new epoch, if this store has none yet or has lost data
-- ARGV[6]  the epoch of this caller's last pass, empty before the first   ARGV[7]  the count of passes it was told then
-- ARGV[8]  this caller
-- ARGV[9]  the newest protocol it knows
-- ARGV[10]  no job is visited later than that, ms   ARGV[11]  no node's beat holds longer, ms
--
-- Answers {now, grace, next visit of the jobs taken, epoch, count of passes, job, …}.

local REMEMBERED = 1000
-- ms: no clock that is slewed goes back so far between two calls.
local SET_BACK = 1000

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local f = redis.call('HMGET', KEYS[1], 'at', 'grace_until')
local at, grace_until = tonumber(f[1] or now), tonumber(f[2] or 0)

local function set_back(key, furthest)
  local ahead = redis.call('ZRANGEBYSCORE', key, string.format('(%d', now + furthest), '+inf', 'WITHSCORES')
  for i = 1, #ahead, 2 do
    write('ZADD', key, string.format('%d', ahead[i + 1] - (at - now)), ahead[i])
  end
end

local was_set_back = at - now > SET_BACK
if was_set_back then
  set_back(KEYS[2], ARGV[10])
  set_back(KEYS[5], ARGV[11])
end
if was_set_back or now - at > tonumber(ARGV[1]) then
  grace_until = now + ARGV[2]
end
write('HSET', KEYS[1], 'at', string.format('%d', now), 'grace_until', string.format('%d', grace_until),
  'by:' .. ARGV[9], string.format('%d', now))

local epoch = redis.call('GET', KEYS[3])
local passes = write('HINCRBY', KEYS[1], 'passes', 1)
local told, known = tonumber(ARGV[7]), tonumber(redis.call('ZSCORE', KEYS[4], ARGV[8]) or 0)
-- A pass that is forgotten for its age says nothing. One more than was told is one whose answer was lost.
local went_back = epoch == ARGV[6] and known < told and told > passes - REMEMBERED
write('ZADD', KEYS[4], passes, ARGV[8])
write('ZREMRANGEBYSCORE', KEYS[4], '-inf', passes - REMEMBERED)
if not epoch or went_back then
  epoch = ARGV[5] .. ' ' .. string.format('%d', now)
  write('SET', KEYS[3], epoch)
end

local visit = string.format('%d', now + ARGV[3])
local answer = {string.format('%d', now), now < grace_until and 1 or 0, visit, epoch, passes}
for _, job in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%d', now), 'LIMIT', 0, ARGV[4])) do
  write('ZADD', KEYS[2], 'XX', visit, job)
  answer[#answer + 1] = job
end
return answer
