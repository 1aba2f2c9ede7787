-- Writes what became of the targets of claimed batches, of each as if it came alone.
--
-- ARGV[1]  lease, ms
-- then for each batch:
--   1   its number
--   2   claim
--   3   seq: 1, 2, 3, … within the claim
--   4   bits of all that this claim has delivered
--   5   1 = the retries follow, 0 = they are as before
--   6   the retries, packed
--   7   how many
--   8   the first not-before of them, ms
--   9   attempts of this claim so far
--   10  possible duplicates of this claim so far
--   11  1 = renew the lease
--   12  KEEP, QUEUE, WAIT or QUARANTINE
--   13  position that a careful claim is about to send, -1 = none
--   14  that target's index and, after a space, the record to keep if it takes its worker down again
--   15  how many other ends
--   then for each of these: position, state, index, record
--
-- Answers for each batch {'SETTLED', state of the job, seq, open, proven, done, now, left, sending}, {'STALE'} or {'UNKNOWN'}; now = 0:
-- this call had no need of the time: no lease was renewed, nothing queued or quarantined, and no job ended. Of the job's targets
-- `left` have not ended, and of these `sending` are claimed and do not wait.
-- A seq that is not above the batch's changes nothing and answers as now. A target whose bit is set is not touched, so
-- a copy of this call, early or late, changes nothing.

local FIELDS, END = 15, 4

local settles, numbers, at = {}, {}, 2
while at <= #ARGV do
  local s = {
    batch = ARGV[at], claim = ARGV[at + 1], seq = tonumber(ARGV[at + 2]), delivered = ARGV[at + 3],
    retries_follow = ARGV[at + 4], retries = ARGV[at + 5], waiting = tonumber(ARGV[at + 6]), first_due = ARGV[at + 7],
    attempts = tonumber(ARGV[at + 8]), duplicates = tonumber(ARGV[at + 9]), renew = ARGV[at + 10], then_ = ARGV[at + 11],
    intent = tonumber(ARGV[at + 12]), suspect = ARGV[at + 13], ends = at + FIELDS
  }
  at = s.ends + END * ARGV[at + 14]
  s.after_ends = at
  settles[#settles + 1], numbers[#numbers + 1] = s, s.batch
end

-- All that most settles need of the job, by one command: that of its batches' homes among it.
local begun, fields = {}, {'proven', 'sending', 'waiting', 'attempts', 'possible_duplicates', unpack(COUNTS)}
fetch(':batches', numbers)
for _, number in ipairs(numbers) do
  local batch = batch_read(number)
  fields[#fields + 1] = batch and 'done:' .. batch.home
  begun[#begun + 1] = batch and batch.open < batch.size and number or nil
end
local f = fetch('', fields)

local function to_each(answer)
  local answers = {}
  for i, s in ipairs(settles) do
    answers[i] = answer(s)
  end
  return answers
end

if not f.state then
  return to_each(function() return {'UNKNOWN'} end)
end
if f.finished then
  -- The batches went with the job's end: this is a copy, or comes from one who lost the batch long ago.
  return to_each(function(s) return {'SETTLED', f.state, s.seq, 0, 1, 1, 0, 0, 0} end)
end
fetch(':settled', begun)

local function end_targets(s, batch)
  local settled = batch.open < batch.size and get(':settled', s.batch) or ''
  local after = bits_or(settled, s.delivered)
  local delivered = popcount(after) - popcount(settled)
  if delivered > 0 and not f.proven then
    put('', 'proven', 1)
  end
  ended(batch, 'delivered', delivered)
  for i = s.ends, s.after_ends - 1, END do
    local position = tonumber(ARGV[i])
    if not has_bit(after, position) then
      after = bits_with(after, position)
      ended(batch, ARGV[i + 1], 1)
      put(':failures', ARGV[i + 2], ARGV[i + 3])
    end
  end
  if after ~= settled then
    -- A batch whose targets all end by one settle needs no bits: its line says so.
    if batch.open > 0 or settled ~= '' then
      put(':settled', s.batch, after)
    end
    -- A careful claim goes on suspecting what it has not tried yet.
    batch.settled, batch.crashes = 1, batch.intent < 0 and 0 or batch.crashes
  end
end

local function keep_retries(s, batch)
  if s.retries_follow == '1' then
    if s.waiting > 0 then
      put(':retries', s.batch, s.retries)
    elseif batch.retries > 0 then
      put(':retries', s.batch, false)
    end
    batch.retries = s.waiting
  end
end

local function suspect(s, batch)
  if s.intent >= 0 then
    put(':intents', s.batch, s.suspect)
  end
  batch.intent = s.intent
end

local function let_go(s, batch)
  if batch.open == 0 then
    batch.state = 'D'
    dues[s.batch] = false
  elseif s.then_ == 'QUEUE' then
    batch_queue(batch)
  elseif s.then_ == 'WAIT' then
    batch.state = 'W'
    dues[s.batch] = s.first_due
  elseif s.renew == '1' then
    batch.lease = now() + ARGV[1]
    dues[s.batch] = integer(batch.lease)
  end
  batch_write(batch)
end

local moved = false

-- The batch as it is then, or nil when the claim has it no longer.
local function settle(s)
  local batch = batch_read(s.batch)
  if not batch or batch.claim ~= s.claim then
    return nil
  end
  if s.seq <= batch.seq then
    return batch
  end
  if batch.state ~= 'C' then
    return nil
  end
  moved = true
  end_targets(s, batch)
  keep_retries(s, batch)
  count('attempts', s.attempts - batch.attempts)
  count('possible_duplicates', s.duplicates - batch.duplicates)
  batch.attempts, batch.duplicates, batch.seq = s.attempts, s.duplicates, s.seq
  suspect(s, batch)
  if s.then_ == 'QUARANTINE' then
    quarantine(s.batch, batch, 'its targets could not be read')
  else
    let_go(s, batch)
  end
  return batch
end

local after = {}
for i, s in ipairs(settles) do
  after[i] = settle(s) or false
end
if moved then
  complete()
end

local left = tonumber(f.total)
for _, state in ipairs(ENDS) do
  left = left - (get('', state) or 0)
end
local sending = tonumber(get('', 'sending') or 0)

local answers = {}
for i, batch in ipairs(after) do
  local open = batch and (batch.state == 'C' or batch.state == 'Q' or batch.state == 'W')
  answers[i] = batch and {'SETTLED', f.state, batch.seq, batch.open, tonumber(f.proven or 0), open and 0 or 1, clock or 0,
    left, sending}
    or {'STALE'}
end
return answers
