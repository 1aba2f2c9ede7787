-- Gives an instance the right to send up to `room` batches, for one lease.
--
-- ARGV[1]  instance
-- ARGV[2]  the number of this claim; an instance numbers its claims 1, 2, 3, …
-- ARGV[3]  node
-- ARGV[4]  'own' = this node's queue; 'steal' = the longest queue of another node
-- ARGV[5]  room
-- ARGV[6]  lease, ms
-- ARGV[7]  the newest protocol the instance knows
-- ARGV[8]  how long a batch must have been QUEUED before it is stolen, ms
-- ARGV[9]  0 = the instance holds a careful batch: it gets no other
--
-- Answers {'CLAIMED', more, state, priority, channel, deadline, total, proven, now, {batch, targets, bits, retries, careful}, …}
-- or {GONE | PAUSED | CLOSED | NEWER | SUPERSEDED}.
-- The same number again answers the same batches, a smaller one nothing: so a lost reply costs nothing and a late copy
-- of the call takes nothing.
-- An instance holds one careful batch at a time: of those that lie in its queue the others wait for it, or for other nodes.

local instance, number, node, room = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[5])
local claim = instance .. '#' .. ARGV[2]

-- A node that goes down leaves no more careful batches behind than it can have held.
local SKIPPED_AT_MOST = 256
local memo = 'claim:' .. instance

local f = redis.call('HMGET', job, 'state', 'priority', 'channel', 'deadline', 'total', 'proven', 'created', memo,
  'resumed')
local state = f[1]
if not state then
  return {'GONE'}
end

local answer = {
  'CLAIMED', 0, state, f[2], f[3], f[4], f[5], tonumber(f[6] or 0), integer(now)
}

local function is_careful(batch)
  return batch.crashes >= 2
end

local function hand_out(batch)
  answer[#answer + 1] = {
    batch.number,
    redis.call('HGET', job .. ':targets', batch.number),
    redis.call('HGET', job .. ':settled', batch.number) or '',
    redis.call('HGET', job .. ':retries', batch.number) or '',
    is_careful(batch) and 1 or 0
  }
end

local last, last_batches = string.match(f[8] or '', '^(%d+) (.*)$')
if last and number < tonumber(last) then
  return {'SUPERSEDED'}
end
if last and number == tonumber(last) then
  for again in string.gmatch(last_batches, '[^,]+') do
    local batch = batch_read(again)
    if batch and batch.state == 'C' and batch.claim == claim then
      hand_out(batch)
    end
  end
  answer[2] = redis.call('ZCARD', queue_key(node)) > 0 and 1 or 0
  return answer
end

if is_newer_than(ARGV[7]) then
  return {'NEWER'}
end
if state == 'paused' then
  return {'PAUSED'}
end
if state ~= 'running' or now >= tonumber(f[4]) then
  return {'CLOSED'}
end

local function longest_other_queue(before)
  local longest, most = nil, 0
  for _, field in ipairs(redis.call('HKEYS', job)) do
    local other = string.match(field, '^plan:(.*)$')
    if other and other ~= node then
      local length = redis.call('ZCOUNT', queue_key(other), '-inf', before)
      if length > most then
        longest, most = queue_key(other), length
      end
    end
  end
  return longest
end

local queue, numbers = queue_key(node), {}
if ARGV[4] == 'own' then
  numbers = redis.call('ZRANGE', queue, 0, room + SKIPPED_AT_MOST - 1)
else
  local before = integer(now - ARGV[8])
  -- What lay in a queue while the job was staged or paused has not been waiting for its owner.
  local since = math.max(tonumber(f[7]), tonumber(f[9] or 0))
  queue = since <= now - ARGV[8] and longest_other_queue(before)
  numbers = queue and redis.call('ZREVRANGEBYSCORE', queue, before, '-inf', 'LIMIT', 0, room + SKIPPED_AT_MOST) or {}
end

allow_when_full()
local taken, skipped, may_be_careful = {}, 0, ARGV[9] ~= '0'

local function take(batch_number, batch)
  local targets = redis.call('HGET', job .. ':targets', batch_number)
  redis.call('ZREM', queue, batch_number)
  if not batch or not targets then
    quarantine(batch_number, batch, 'its record in Redis could not be read')
  elseif batch.state == 'Q' then
    batch.state, batch.node, batch.claim, batch.lease = 'C', node, claim, now + ARGV[6]
    batch.seq, batch.attempts, batch.duplicates, batch.intent, batch.settled = 0, 0, 0, -1, 0
    batch_write(batch)
    redis.call('ZADD', job .. ':due', integer(batch.lease), batch.number)
    taken[#taken + 1] = batch.number
    hand_out(batch)
    may_be_careful = may_be_careful and not is_careful(batch)
  end
end

for _, batch_number in ipairs(numbers) do
  local batch = #taken < room and batch_read(batch_number)
  if batch and batch.state == 'Q' and is_careful(batch) and not may_be_careful then
    skipped = skipped + 1
  elseif #taken < room then
    take(batch_number, batch)
  end
end
redis.call('HSET', job, memo, ARGV[2] .. ' ' .. table.concat(taken, ','))
answer[2] = queue and redis.call('ZCARD', queue) > skipped and 1 or 0
complete()
return answer
