-- Cancels, pauses, resumes or stops a job. O(1): what nobody holds ends with the job, not one by one.
--
-- ARGV[1]  cancel | pause | resume | stop
-- ARGV[2]  why (stop)
--
-- Answers DONE, WRONG_STATE or UNKNOWN.

local ALLOWED = {
  cancel = {running = 'cancelled', paused = 'cancelled'},
  stop = {running = 'stopped', paused = 'stopped'},
  pause = {running = 'paused'},
  resume = {paused = 'running'}
}

local state = redis.call('HGET', job, 'state')
if not state then
  return 'UNKNOWN'
end
local next_state = ALLOWED[ARGV[1]][state]
if not next_state then
  return 'WRONG_STATE'
end
allow_when_full()
redis.call('HSET', job, 'state', next_state, 'reason', ARGV[2])
if next_state == 'running' then
  redis.call('HSET', job, 'resumed', integer(now))
end
complete()
return 'DONE'
