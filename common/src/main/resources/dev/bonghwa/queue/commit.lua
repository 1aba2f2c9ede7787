-- Makes one attempt's staging area the job. The first attempt wins; the others learn that it did.
--
-- ARGV[1]  attempt
-- ARGV[2]  digest of the request
-- ARGV[3]  how many batches were staged
-- ARGV[4]  from now to the deadline, ms
-- ARGV[5]  the message
-- ARGV[6]  how many nodes the plan has
-- ARGV[7…] for each node: its name, its targets
-- then     field, value, … of the job hash
--
-- Answers COMMITTED (this attempt won), ALREADY (an attempt with the same digest won before),
-- MISMATCH (one with another digest did), INCOMPLETE (part of the staging area has expired).
-- O(nodes), not O(batches): everything staged is renamed.

local digest = redis.call('HGET', job, 'digest')
if digest then
  return digest == ARGV[2] and 'ALREADY' or 'MISMATCH'
end

local area = job .. ':attempt:' .. ARGV[1]
local batches, nodes = tonumber(ARGV[3]), tonumber(ARGV[6])
local staged, lines = redis.call('HLEN', area .. ':targets'), redis.call('HLEN', area .. ':batches')
local staged_on, queued = {}, 0
for i = 1, nodes do
  local node = ARGV[5 + 2 * i]
  local length = redis.call('ZCARD', area .. ':queue:' .. node)
  staged_on[node], queued = length > 0 or nil, queued + length
end
if staged ~= batches or queued ~= batches or lines ~= batches then
  return 'INCOMPLETE'
end

local function move(suffix)
  redis.call('RENAME', area .. suffix, job .. suffix)
  redis.call('PERSIST', job .. suffix)
end

-- Not by write(): a full Redis takes no new jobs.
local fields = {'state', 'running', 'digest', ARGV[2], 'attempt', ARGV[1], 'created', integer(now()), 'deadline',
  integer(now() + ARGV[4]), unpack(ARGV, 7 + 2 * nodes)}
for i = 1, nodes do
  fields[#fields + 1], fields[#fields + 2] = 'plan:' .. ARGV[5 + 2 * i], ARGV[6 + 2 * i]
end
for i = 1, #fields, MOST_VALUES do
  redis.call('HSET', job, unpack(fields, i, math.min(#fields, i + MOST_VALUES - 1)))
end
redis.call('SET', job .. ':message', ARGV[5])
if staged > 0 then
  move(':targets')
end
if lines > 0 then
  move(':batches')
end
for node in pairs(staged_on) do
  move(':queue:' .. node)
end
redis.call('UNLINK', area .. ':nodes')
if batches == 0 then
  complete()
end
return 'COMMITTED'
