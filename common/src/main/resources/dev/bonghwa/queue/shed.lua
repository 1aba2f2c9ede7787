-- Lets go of what an ended job keeps for each of its targets. Its counts stay.
--
-- Answers 1, 0 when there is no such job.

allow_when_full()
redis.call('UNLINK', job .. ':failures', job .. ':targets', job .. ':batches', job .. ':settled')
if redis.call('EXISTS', job) == 0 then
  return 0
end
redis.call('HSET', job, 'shed', 1)
return 1
