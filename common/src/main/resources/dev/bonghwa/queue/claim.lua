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
-- ARGV[10] how many batches an instance that went down can have left as careful ones: so many are looked past
--
-- Answers {'CLAIMED', more, state, priority, channel, deadline, total, proven, now, {batch, targets, bits, retries, careful}, …}
-- or {UNKNOWN | PAUSED | CLOSED | NEWER | SUPERSEDED}.
-- The same number again answers the same batches, a smaller one nothing: so a lost reply costs nothing and a late copy
-- of the call takes nothing.
-- An instance holds one careful batch at a time: of those that lie in its queue the others wait for it, or for other nodes.

local instance, number, node, room = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[5])
local claim = instance .. '#' .. ARGV[2]
local memo = 'claim:' .. instance

local f = fetch('', {'state', 'priority', 'channel', 'deadline', 'total', 'proven', 'created', memo, 'resumed', 'protocol',
  'sending', 'waiting', 'claimed'})
if not f.state then
  return {'UNKNOWN'}
end

local answer = {'CLAIMED', 0, f.state, f.priority, f.channel, f.deadline, f.total, tonumber(f.proven or 0), 0}

local function claimed(more)
  answer[2], answer[9] = more and 1 or 0, integer(now())
  return answer
end

-- Most batches have neither ends nor retries: then nothing is read.
local function hand_out(batches)
  local all, ended_some, retried = {}, {}, {}
  for _, batch in ipairs(batches) do
    all[#all + 1] = batch.number
    ended_some[#ended_some + 1] = batch.open < batch.size and batch.number or nil
    retried[#retried + 1] = batch.retries > 0 and batch.number or nil
  end
  local targets, settled, retries = fetch(':targets', all), fetch(':settled', ended_some), fetch(':retries', retried)
  for _, batch in ipairs(batches) do
    local number = batch.number
    answer[#answer + 1] = {number, targets[number], settled[number] or '', retries[number] or '', is_careful(batch) and 1 or 0}
  end
  return all
end

local last, last_batches = string.match(f[memo] or '', '^(%d+) (.*)$')
if last and number < tonumber(last) then
  return {'SUPERSEDED'}
end
if last and number == tonumber(last) then
  local again = {}
  for batch_number in string.gmatch(last_batches, '[^,]+') do
    local batch = batch_read(batch_number)
    if batch and batch.state == 'C' and batch.claim == claim then
      again[#again + 1] = batch
    end
  end
  hand_out(again)
  return claimed(redis.call('ZCARD', queue_key(node)) > 0)
end

if is_newer_than(ARGV[7]) then
  return {'NEWER'}
end
if f.state == 'paused' then
  return {'PAUSED'}
end
if f.state ~= 'running' or now() >= tonumber(f.deadline) then
  return {'CLOSED'}
end

local function longest_other_queue(before)
  local longest, most, nodes = nil, 0, nodes_of_plan()
  if not any_queued(nodes) then
    return nil
  end
  for _, other in ipairs(nodes) do
    if other ~= node then
      local length = redis.call('ZCOUNT', queue_key(other), '-inf', before)
      if length > most then
        longest, most = queue_key(other), length
      end
    end
  end
  return longest
end

local queue, numbers, looked_at = queue_key(node), {}, room + ARGV[10]
if ARGV[4] == 'own' then
  numbers = redis.call('ZRANGE', queue, 0, looked_at - 1)
else
  local before = integer(now() - ARGV[8])
  -- What lay in a queue while the job was staged or paused has not been waiting for its owner.
  local since = waiting_since()
  queue = since <= now() - ARGV[8] and longest_other_queue(before)
  numbers = queue and redis.call('ZREVRANGEBYSCORE', queue, before, '-inf', 'LIMIT', 0, looked_at) or {}
end

local taken, out, skipped, may_be_careful, quarantined = {}, {}, 0, ARGV[9] ~= '0', false

local function take(batch_number, batch)
  out[#out + 1] = batch_number
  if not batch or not get(':targets', batch_number) then
    quarantine(batch_number, batch, 'its record in Redis could not be read')
    quarantined = true
  elseif batch.state == 'Q' then
    batch.state, batch.node, batch.claim, batch.lease = 'C', node, claim, now() + ARGV[6]
    batch.seq, batch.attempts, batch.duplicates, batch.intent, batch.settled = 0, 0, 0, -1, 0
    batch_write(batch)
    dues[batch_number] = integer(batch.lease)
    taken[#taken + 1] = batch
    may_be_careful = may_be_careful and not is_careful(batch)
  end
end

local function look_at(some)
  fetch(':batches', some)
  fetch(':targets', some)
  for _, batch_number in ipairs(some) do
    local batch = batch_read(batch_number)
    if batch and batch.state == 'Q' and is_careful(batch) and not may_be_careful then
      skipped = skipped + 1
    else
      take(batch_number, batch)
    end
  end
end

local looked = 0
while looked < #numbers and #taken < room do
  local some = {unpack(numbers, looked + 1, math.min(#numbers, looked + room - #taken))}
  look_at(some)
  looked = looked + #some
end
local given = hand_out(taken)
if #out > 0 then
  write('ZREM', queue, unpack(out))
end
put('', memo, ARGV[2] .. ' ' .. table.concat(given, ','))
if quarantined then
  complete()
else
  save()
end
local all_seen = ARGV[4] == 'own' and #numbers < looked_at
local left = all_seen and #numbers - #out or queue and redis.call('ZCARD', queue) or 0
return claimed(left > skipped)
