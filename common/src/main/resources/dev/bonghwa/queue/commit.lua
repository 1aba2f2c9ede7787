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
local staged, queued = redis.call('HLEN', area .. ':targets'), 0
for i = 1, nodes do
  queued = queued + redis.call('ZCARD', area .. ':queue:' .. ARGV[5 + 2 * i])
end
if staged ~= batches or queued ~= batches or redis.call('HLEN', area .. ':batches') ~= batches then
  return 'INCOMPLETE'
end

local function move(suffix)
  if redis.call('EXISTS', area .. suffix) == 1 then
    redis.call('RENAME', area .. suffix, job .. suffix)
    redis.call('PERSIST', job .. suffix)
  end
end

redis.call('HSET', job, 'state', 'running', 'digest', ARGV[2], 'attempt', ARGV[1], 'created', integer(now),
  'deadline', integer(now + ARGV[4]), unpack(ARGV, 7 + 2 * nodes))
redis.call('SET', job .. ':message', ARGV[5])
move(':targets')
move(':batches')
for i = 1, nodes do
  redis.call('HSET', job, 'plan:' .. ARGV[5 + 2 * i], ARGV[6 + 2 * i])
  move(':queue:' .. ARGV[5 + 2 * i])
end
redis.call('UNLINK', area .. ':nodes')
complete()
return 'COMMITTED'
