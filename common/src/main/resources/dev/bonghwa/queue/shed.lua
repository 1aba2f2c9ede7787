-- Lets go of what an ended job keeps for each of its targets, also when only that is left of it. Its counts stay.
--
-- Answers 1, 0 when there is no such job.

write('UNLINK', job .. ':failures', job .. ':targets', job .. ':batches', job .. ':settled')
if redis.call('EXISTS', job) == 0 then
  return 0
end
write('HSET', job, 'shed', 1)
return 1
