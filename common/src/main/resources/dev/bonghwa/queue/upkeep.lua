-- Takes a job one step on where time, not a worker, has to: ended leases, due retries, the deadline, nodes that cannot serve.
--
-- ARGV[1]  TIME at the start of the pass that found the job due, ms
-- ARGV[2]  1 = Redis was away, or its clock was set back: no lease is taken for ended now
-- ARGV[3]  the newest protocol the caller knows
-- ARGV[4]  how many moves
-- ARGV[5…] for each move: node, heir
-- then     every instance that beats
--
-- Answers {priority, finished, reclaimed, slow, expired, quarantined, kept until, protocol, queued, keyed, all delivered,
-- {node, oldest since}, …}, where slow = those reclaimed whose holder beats, queued = 1: batches were put into queues just now,
-- keyed = 1: an idempotency key stands for it; {'LATE'} when the call is older than 2 s; {'UNKNOWN'}; {'NEWER'}.

local LATE_AFTER = 2000
-- Batches that one call looks at: more would keep Redis from others for milliseconds; the next visit goes on.
local AT_MOST = 500
-- ms: more than any lease; enough for one who lives to renew it.
local LONGEST_LEASE, ENOUGH = 60000, 6000

if now() - ARGV[1] > LATE_AFTER then
  return {'LATE'}
end
local f = fetch('', {'deadline', 'kept_until', 'priority', 'created', 'resumed', 'protocol', 'key', 'sending', 'waiting', unpack(COUNTS)})
if not f.state then
  return {'UNKNOWN'}
end
if is_newer_than(ARGV[3]) then
  return {'NEWER'}
end

local function is_all_delivered()
  return tonumber(f.delivered or 0) == tonumber(f.total) and 1 or 0
end

if f.finished then
  return {f.priority, 1, 0, 0, 0, 0, f.kept_until, f.protocol, 0, f.key and 1 or 0, is_all_delivered()}
end

local moves, alive = tonumber(ARGV[4]), {}
for i = 5 + 2 * moves, #ARGV do
  alive[ARGV[i]] = true
end

local RETRY_BYTES = 14
local queued = 0

local function earliest_queued()
  local since = now()
  for _, node in ipairs(nodes_of_plan()) do
    local first = redis.call('ZRANGE', queue_key(node), 0, 0, 'WITHSCORES')
    since = math.min(since, tonumber(first[2] or since))
  end
  return since
end

-- Before all that waits on any node: what was under way must not wait once more behind a long queue, and the queue of a
-- node that is down is, or will be, another's.
local earliest
local function batch_queue_first(batch)
  earliest = (earliest or earliest_queued()) - 1
  batch_queue_since(batch, earliest)
end

-- Takes a position out of the packed retries: what has ended waits for nothing.
local function forget_retry(batch, position)
  local packed = get(':retries', batch.number) or ''
  for at = 2, #packed, RETRY_BYTES do
    if string.byte(packed, at) * 256 + string.byte(packed, at + 1) == position then
      local rest = string.sub(packed, 1, at - 1) .. string.sub(packed, at + RETRY_BYTES)
      put(':retries', batch.number, #rest > 1 and rest)
      batch.retries = batch.retries - 1
      return
    end
  end
end

local function quarantine_intent(batch)
  local index, record = string.match(get(':intents', batch.number) or '', '^(%d+) (.*)$')
  local settled = get(':settled', batch.number) or ''
  if index and not has_bit(settled, batch.intent) then
    put(':settled', batch.number, bits_with(settled, batch.intent))
    put(':failures', index, record)
    forget_retry(batch, batch.intent)
    ended(batch, 'failed', 1)
  end
  batch.intent, batch.crashes = -1, CRASHES - 1
end

local function is_alive(batch)
  return alive[string.match(batch.claim, '^(.*)#')]
end

-- Its holder let the lease end. That counts as a crash only if the holder is silent too, and had settled nothing or had
-- said which target it was about to send.
local function reclaim(batch)
  local crashed = (batch.settled == 0 or batch.intent >= 0) and not is_alive(batch)
  batch.crashes = crashed and batch.crashes + 1 or 0
  if batch.crashes >= CRASHES and batch.intent < 0 then
    quarantine(batch.number, batch, 'its worker went down ' .. CRASHES .. ' times')
    return 1
  end
  local quarantined = 0
  if batch.crashes >= CRASHES then
    quarantine_intent(batch)
    quarantined = 1
  end
  if batch.open == 0 then
    batch.state = 'D'
    dues[batch.number] = false
  else
    batch_queue_first(batch)
    queued = 1
  end
  batch_write(batch)
  return quarantined
end

-- What came of a clock that was set back since: nothing has waited since a time to come, and no lease is that long.
local function bring_near()
  if waiting_since() > now() then
    put('', 'resumed', integer(now()))
  end
  local to_come = '(' .. integer(now())
  for _, node in ipairs(nodes_of_plan()) do
    local ahead = redis.call('ZRANGEBYSCORE', queue_key(node), to_come, '+inf', 'WITHSCORES')
    for i = 1, #ahead, 2 do
      write('ZADD', queue_key(node), integer(now() - (ahead[#ahead] - ahead[i + 1])), ahead[i])
    end
  end
  local far = redis.call('ZRANGEBYSCORE', job .. ':due', integer(now() + LONGEST_LEASE), '+inf')
  fetch(':batches', far)
  for _, number in ipairs(far) do
    local batch = batch_read(number)
    if batch and batch.state == 'C' then
      dues[number] = integer(now() + ENOUGH)
    end
  end
  save()
end

if ARGV[2] == '1' then
  bring_near()
end

local reclaimed, slow, quarantined, expired = 0, 0, 0, 0
local over_due = redis.call('ZRANGEBYSCORE', job .. ':due', '-inf', integer(now()), 'LIMIT', 0, AT_MOST)
fetch(':batches', over_due)
for _, number in ipairs(over_due) do
  local batch = batch_read(number)
  if not batch then
    quarantine(number, nil, 'its record in Redis could not be read')
    quarantined = quarantined + 1
  elseif batch.state == 'C' then
    if ARGV[2] == '0' then
      reclaimed = reclaimed + 1
      slow = slow + (is_alive(batch) and 1 or 0)
      quarantined = quarantined + reclaim(batch)
    end
  elseif batch.state == 'W' then
    batch_queue(batch)
    batch_write(batch)
    queued = 1
  else
    dues[number] = false
  end
end

local function expire_batch(number)
  local batch = batch_read(number)
  if not batch then
    quarantine(number, nil, 'its record in Redis could not be read')
    quarantined = quarantined + 1
  elseif batch.state == 'Q' or batch.state == 'W' then
    expired = expired + batch.open
    end_batch(batch, 'E', 'expired')
  end
end

if now() >= tonumber(f.deadline) then
  save() -- :due, which is read whole below
  for _, node in ipairs(nodes_of_plan()) do
    local numbers = redis.call('ZRANGE', queue_key(node), 0, AT_MOST - 1)
    fetch(':batches', numbers)
    for _, number in ipairs(numbers) do
      expire_batch(number)
      write('ZREM', queue_key(node), number)
    end
  end
  local numbers = redis.call('ZRANGE', job .. ':due', 0, AT_MOST - 1)
  fetch(':batches', numbers)
  for _, number in ipairs(numbers) do
    expire_batch(number)
  end
end

for i = 1, moves do
  local from, heir = ARGV[3 + 2 * i], ARGV[4 + 2 * i]
  if redis.call('EXISTS', queue_key(from)) == 1 then
    plan_for(heir)
    write('ZUNIONSTORE', queue_key(heir), 2, queue_key(heir), queue_key(from), 'AGGREGATE', 'MIN')
    redis.call('DEL', queue_key(from))
    queued = 1
  end
end

local finished = complete()
local answer = {
  f.priority, finished and 1 or 0, reclaimed, slow, expired, quarantined, f.kept_until or '0', f.protocol, queued,
  f.key and 1 or 0, is_all_delivered()
}
if f.state == 'running' then
  local since = waiting_since()
  local nodes = nodes_of_plan()
  for _, node in ipairs(any_queued(nodes) and nodes or {}) do
    local oldest = redis.call('ZRANGE', queue_key(node), 0, 0, 'WITHSCORES')
    if oldest[1] then
      answer[#answer + 1] = {node, integer(math.max(since, tonumber(oldest[2])))}
    end
  end
end
return answer
