-- Rings a node for a job: puts the job's ticket at the end of the node's list unless it is in it.
--
-- KEYS[1]  the node's list of that priority, p:{node:ID}:PRIORITY
-- ARGV[1]  job
--
-- Answers 1 when the ticket was put, 0 when it was there.

if redis.call('LPOS', KEYS[1], ARGV[1]) then
  return 0
end
write('RPUSH', KEYS[1], ARGV[1])
return 1
