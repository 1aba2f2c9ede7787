-- Forgets what one submitter has staged and will not commit.
--
-- ARGV[1]  staging area
--
-- Answers 1. After its own commit nothing is left to forget.

local area = job .. ':area:' .. ARGV[1]
for _, node in ipairs(redis.call('ZRANGE', area .. ':nodes', 0, -1)) do
  redis.call('UNLINK', area .. ':queue:' .. node)
end
redis.call('UNLINK', area .. ':targets', area .. ':batches', area .. ':nodes')
return 1
