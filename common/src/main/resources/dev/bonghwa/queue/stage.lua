-- Puts batches into one submitter's own staging area, where nobody looks before the commit.
--
-- ARGV[1]  staging area
-- ARGV[2]  how long it lives, ms
-- ARGV[3]  after how much of it that time is counted anew, ms
-- then for each batch: its number, node, how many targets, the targets, packed
--
-- Answers 1; 0 when the job is committed already, from this or another one.
-- What is staged lives for the first of these times less the second, or longer, from the last batch put in; commit refuses when
-- a part has expired.

local area = job .. ':area:' .. ARGV[1]
if redis.call('EXISTS', job) == 1 then
  return 0
end

local nodes = {}
for _, node in ipairs(put_new_batches(area, 4)) do
  nodes[#nodes + 1], nodes[#nodes + 2] = 0, node
end

-- All of it has one end: a queue that is new must get it.
local is_new = redis.call('ZADD', area .. ':nodes', unpack(nodes)) > 0
if is_new or redis.call('PTTL', area .. ':nodes') < ARGV[2] - ARGV[3] then
  for _, suffix in ipairs({':targets', ':batches', ':nodes'}) do
    redis.call('PEXPIRE', area .. suffix, ARGV[2])
  end
  for _, node in ipairs(redis.call('ZRANGE', area .. ':nodes', 0, -1)) do
    redis.call('PEXPIRE', area .. ':queue:' .. node, ARGV[2])
  end
end
return 1
