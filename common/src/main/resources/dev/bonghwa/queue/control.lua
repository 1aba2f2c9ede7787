-- Cancels, pauses, resumes, stops or refuses a job. O(1): what nobody holds ends with the job, not one by one.
--
-- ARGV[1]  cancel | pause | resume | stop | refuse = stop, unless somebody has taken its payload
-- ARGV[2]  why (stop, refuse)
-- ARGV[3]  the newest protocol the caller knows
--
-- Answers DONE, WRONG_STATE, PROVEN (refuse), NEWER or UNKNOWN. A job that is already as it is wanted is DONE, and nothing is written: so a call
-- whose reply was lost can be made again.

local WANTED = {cancel = 'cancelled', stop = 'stopped', refuse = 'stopped', pause = 'paused', resume = 'running'}
local FROM = {
  cancel = {running = true, paused = true},
  stop = {running = true, paused = true},
  refuse = {running = true, paused = true},
  pause = {running = true},
  resume = {paused = true}
}

local f, wanted = fetch('', {'protocol', 'proven', unpack(COUNTS)}), WANTED[ARGV[1]]
if not f.state then
  return 'UNKNOWN'
end
if is_newer_than(ARGV[3]) then
  return 'NEWER'
end
if f.state == wanted then
  return 'DONE'
end
if not FROM[ARGV[1]][f.state] then
  return 'WRONG_STATE'
end
if ARGV[1] == 'refuse' and f.proven then
  return 'PROVEN'
end
put('', 'state', wanted)
if wanted == 'stopped' then
  put('', 'reason', ARGV[2])
end
if wanted == 'running' then
  put('', 'resumed', integer(now()))
end
complete()
return 'DONE'
