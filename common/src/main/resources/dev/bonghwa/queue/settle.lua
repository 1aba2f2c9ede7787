-- Writes what became of a claimed batch's targets.
--
-- ARGV[1]   batch
-- ARGV[2]   claim
-- ARGV[3]   seq: 1, 2, 3, … within the claim
-- ARGV[4]   bits of all that this claim has delivered
-- ARGV[5]   1 = the retries follow, 0 = they are as before
-- ARGV[6]   the retries, packed
-- ARGV[7]   how many
-- ARGV[8]   the first not-before of them, ms
-- ARGV[9]   attempts of this claim so far
-- ARGV[10]  possible duplicates of this claim so far
-- ARGV[11]  1 = renew the lease
-- ARGV[12]  KEEP, QUEUE, WAIT or QUARANTINE
-- ARGV[13]  lease, ms
-- ARGV[14]  position that a careful claim is about to send, -1 = none
-- ARGV[15]  that target's index and, after a space, the record to keep if it takes its worker down again
-- ARGV[16…] for each other end: position, state, index, record
--
-- Answers {'SETTLED', state of the job, seq, open, proven, done, now}, {'STALE'} or {'GONE'}.
-- A seq that is not above the batch's changes nothing and answers as now. A target whose bit is set is not touched, so
-- a copy of this call, early or late, changes nothing.

local batch_number, claim, seq, then_ = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[12]

local f = redis.call('HMGET', job, 'state', 'finished')
if not f[1] then
  return {'GONE'}
end
if f[2] then
  -- The batches are gone with the job's end: this is a copy, or comes from one who lost the batch long ago.
  return {'SETTLED', f[1], seq, 0, 1, 1, integer(now)}
end

local function answer(batch)
  local g = redis.call('HMGET', job, 'state', 'proven')
  local done = batch.state ~= 'C' and batch.state ~= 'Q' and batch.state ~= 'W'
  return {'SETTLED', g[1], batch.seq, batch.open, tonumber(g[2] or 0), done and 1 or 0, integer(now)}
end

local batch = batch_read(batch_number)
if not batch or batch.claim ~= claim then
  return {'STALE'}
end
if seq <= batch.seq then
  return answer(batch)
end
if batch.state ~= 'C' then
  return {'STALE'}
end
allow_when_full()

local settled = redis.call('HGET', job .. ':settled', batch_number) or ''
local after = bits_or(settled, ARGV[4])
local delivered = popcount(after) - popcount(settled)
if delivered > 0 then
  redis.call('HSET', job, 'proven', 1)
end
ended(batch, 'delivered', delivered)
for i = 16, #ARGV, 4 do
  local position = tonumber(ARGV[i])
  if not has_bit(after, position) then
    after = bits_with(after, position)
    ended(batch, ARGV[i + 1], 1)
    redis.call('HSET', job .. ':failures', ARGV[i + 2], ARGV[i + 3])
  end
end
if after ~= settled then
  redis.call('HSET', job .. ':settled', batch_number, after)
  -- A careful claim goes on suspecting what it has not tried yet.
  batch.settled, batch.crashes = 1, batch.intent < 0 and 0 or batch.crashes
end

if ARGV[5] == '1' then
  batch.retries = tonumber(ARGV[7])
  if batch.retries > 0 then
    redis.call('HSET', job .. ':retries', batch_number, ARGV[6])
  else
    redis.call('HDEL', job .. ':retries', batch_number)
  end
end
count('attempts', ARGV[9] - batch.attempts)
count('possible_duplicates', ARGV[10] - batch.duplicates)
batch.attempts, batch.duplicates, batch.seq = tonumber(ARGV[9]), tonumber(ARGV[10]), seq

batch.intent = tonumber(ARGV[14])
if batch.intent >= 0 then
  redis.call('HSET', job .. ':intents', batch_number, ARGV[15])
end

if then_ == 'QUARANTINE' then
  quarantine(batch_number, batch, 'its targets could not be read')
elseif batch.open == 0 then
  batch.state, batch.retries = 'D', 0
  redis.call('HDEL', job .. ':retries', batch_number)
  redis.call('HDEL', job .. ':intents', batch_number)
  redis.call('ZREM', job .. ':due', batch_number)
elseif then_ == 'QUEUE' then
  batch_queue(batch)
elseif then_ == 'WAIT' then
  batch.state = 'W'
  redis.call('ZADD', job .. ':due', ARGV[8], batch_number)
elseif ARGV[11] == '1' then
  batch.lease = now + ARGV[13]
  redis.call('ZADD', job .. ':due', integer(batch.lease), batch_number)
end
if then_ ~= 'QUARANTINE' then
  batch_write(batch)
end
complete()
return answer(batch)
