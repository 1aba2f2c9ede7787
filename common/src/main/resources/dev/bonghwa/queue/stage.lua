-- Puts one batch into one submitter's own staging area, where nobody looks before the commit.
--
-- ARGV[1]  attempt
-- ARGV[2]  batch number
-- ARGV[3]  node
-- ARGV[4]  how many targets
-- ARGV[5]  the targets, packed
-- ARGV[6]  how long an attempt lives, ms
--
-- Answers 1; 0 when the job is committed already, by this or another attempt.
-- What is staged lives for that time from the last batch put in; commit refuses when a part has expired.

local area = job .. ':attempt:' .. ARGV[1]
if redis.call('EXISTS', job) == 1 then
  return 0
end
redis.call('HSET', area .. ':targets', ARGV[2], ARGV[5])
redis.call('HSET', area .. ':batches', ARGV[2],
  string.format('Q %s %s - 0 %d %d 0 0 0 0 0 -1 0', ARGV[3], ARGV[3], ARGV[4], ARGV[4]))
redis.call('ZADD', area .. ':queue:' .. ARGV[3], integer(now), ARGV[2])
redis.call('ZADD', area .. ':nodes', 0, ARGV[3])
for _, suffix in ipairs({':targets', ':batches', ':nodes'}) do
  redis.call('PEXPIRE', area .. suffix, ARGV[6])
end
for _, node in ipairs(redis.call('ZRANGE', area .. ':nodes', 0, -1)) do
  redis.call('PEXPIRE', area .. ':queue:' .. node, ARGV[6])
end
return 1
