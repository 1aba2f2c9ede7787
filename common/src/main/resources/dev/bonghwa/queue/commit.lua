-- Makes a staging area the job. The first one wins; the others learn that it did.
--
-- ARGV[1]  staging area
-- ARGV[2]  digest of the request
-- ARGV[3]  how many batches there are, staged or given here
-- ARGV[4]  from now to the deadline, ms
-- ARGV[5]  the message
-- ARGV[6]  how many nodes the plan has
-- ARGV[7…] for each node: its name, its targets
-- then     how many fields of the job hash, and for each its name, its value
-- then     for each batch that was not staged: its number, node, how many targets, the targets, packed
--
-- Answers COMMITTED (this one won), ALREADY (one with the same digest won before),
-- MISMATCH (one with another digest did), INCOMPLETE (part of the staging area has expired).
-- O(nodes) and the batches given here, not O(batches): everything staged is renamed. A small job needs no staging area.

local digest = redis.call('HGET', job, 'digest')
if digest then
  return digest == ARGV[2] and 'ALREADY' or 'MISMATCH'
end

local area = job .. ':area:' .. ARGV[1]
local batches, nodes = tonumber(ARGV[3]), tonumber(ARGV[6])
local fields_at = 7 + 2 * nodes
local given_at = fields_at + 1 + 2 * ARGV[fields_at]
local put_aside = batches - (#ARGV + 1 - given_at) / 4
local staged = put_aside > 0 and redis.call('HLEN', area .. ':targets') or 0
local lines = put_aside > 0 and redis.call('HLEN', area .. ':batches') or 0
local staged_on, queued = {}, 0
for i = 1, staged > 0 and nodes or 0 do
  local node = ARGV[5 + 2 * i]
  local length = redis.call('ZCARD', area .. ':queue:' .. node)
  staged_on[node], queued = length > 0 or nil, queued + length
end
if staged ~= put_aside or queued ~= put_aside or lines ~= put_aside then
  return 'INCOMPLETE'
end

local function move(suffix)
  redis.call('RENAME', area .. suffix, job .. suffix)
  redis.call('PERSIST', job .. suffix)
end

-- Not by write(): a full Redis takes no new jobs.
local fields = {'state', 'running', 'digest', ARGV[2], 'area', ARGV[1], 'created', integer(now()), 'deadline',
  integer(now() + ARGV[4]), unpack(ARGV, fields_at + 1, given_at - 1)}
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
if staged > 0 then
  redis.call('UNLINK', area .. ':nodes')
end
put_new_batches(job, given_at)
if batches == 0 then
  complete()
end
return 'COMMITTED'
