-- What all scripts on a job's slot share; every one of them is this file followed by its own.
--
-- KEYS[1]  the job hash, p:{job:ID}. Every other key of a job script is KEYS[1] and a suffix, so it is in the same slot.
--
-- Invariants held here: `sending`, `waiting` and `claimed` of the job are moved only by batch_write, by what a batch
-- counted before and after, and set by recount; a target's counter is moved only where its bit was 0 and is now 1.

local job = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local ENDS = {'delivered', 'gone', 'failed', 'rejected', 'expired', 'uncertain', 'cancelled'}

-- A script whose first write frees memory may write on when memory is full (Redis 6.2 to 7.x).
local function allow_when_full()
  redis.call('DEL', job .. ':-')
end

-- What a newer program has written is not touched: this one does not know all of it.
local function is_newer_than(protocol)
  return tonumber(redis.call('HGET', job, 'protocol') or 0) > tonumber(protocol)
end

local function integer(n)
  return string.format('%d', n)
end

local function count(field, by)
  if by ~= 0 then
    redis.call('HINCRBY', job, field, integer(by))
  end
end

local function queue_key(node)
  return job .. ':queue:' .. node
end

-- One batch is one line of text:
-- state node home claim lease size open retries seq attempts possible_duplicates crashes intent settled
local LINE = '^([QCWDEX]) (%S+) (%S+) (%S+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%-?%d+) ([01])$'

local function sending_of(batch)
  return batch.state == 'C' and batch.open - batch.retries or 0
end

local function waiting_of(batch)
  return (batch.state == 'Q' or batch.state == 'C' or batch.state == 'W') and batch.retries or 0
end

local function claimed_of(batch)
  return batch.state == 'C' and 1 or 0
end

local function remember_counts(batch)
  batch.was_sending, batch.was_waiting, batch.was_claimed = sending_of(batch), waiting_of(batch), claimed_of(batch)
  return batch
end

-- The batch, or nil when there is none or its line cannot be read.
local function batch_read(number)
  local line = redis.call('HGET', job .. ':batches', number)
  if not line then
    return nil
  end
  local state, node, home, claim, lease, size, open, retries, seq, attempts, duplicates, crashes, intent, settled =
    string.match(line, LINE)
  if not state then
    return nil
  end
  return remember_counts({
    number = number, state = state, node = node, home = home, claim = claim, lease = tonumber(lease),
    size = tonumber(size), open = tonumber(open), retries = tonumber(retries), seq = tonumber(seq),
    attempts = tonumber(attempts), duplicates = tonumber(duplicates), crashes = tonumber(crashes),
    intent = tonumber(intent), settled = tonumber(settled)
  })
end

local function batch_write(batch)
  redis.call('HSET', job .. ':batches', batch.number, string.format(
    '%s %s %s %s %d %d %d %d %d %d %d %d %d %d', batch.state, batch.node, batch.home, batch.claim, batch.lease,
    batch.size, batch.open, batch.retries, batch.seq, batch.attempts, batch.duplicates, batch.crashes, batch.intent,
    batch.settled))
  count('sending', sending_of(batch) - batch.was_sending)
  count('waiting', waiting_of(batch) - batch.was_waiting)
  count('claimed', claimed_of(batch) - batch.was_claimed)
  remember_counts(batch)
end

-- QUEUED on the batch's own node; its score is since when it waits there, or less if it is to go first.
local function batch_queue_since(batch, since)
  batch.state = 'Q'
  redis.call('HSETNX', job, 'plan:' .. batch.node, 0)
  redis.call('ZADD', queue_key(batch.node), integer(since), batch.number)
  redis.call('ZREM', job .. ':due', batch.number)
end

local function batch_queue(batch)
  batch_queue_since(batch, now)
end

local function popcount(bits)
  local ones = 0
  for i = 1, #bits do
    local byte = string.byte(bits, i)
    while byte > 0 do
      byte = bit.band(byte, byte - 1)
      ones = ones + 1
    end
  end
  return ones
end

local function has_bit(bits, position)
  local byte = string.byte(bits, math.floor(position / 8) + 1)
  return byte ~= nil and bit.band(byte, bit.lshift(1, position % 8)) ~= 0
end

-- a OR b; both are strings of bytes, the first position in the lowest bit of the first byte.
local function bits_or(a, b)
  local bytes = {}
  for i = 1, math.max(#a, #b) do
    bytes[i] = string.char(bit.bor(string.byte(a, i) or 0, string.byte(b, i) or 0))
  end
  return table.concat(bytes)
end

local function bits_with(bits, position)
  local single = string.rep('\0', math.floor(position / 8)) .. string.char(bit.lshift(1, position % 8))
  return bits_or(bits, single)
end

-- The ends of `by` targets of the batch that had none.
local function ended(batch, state, by)
  count(state, by)
  count('done:' .. batch.home, by)
  batch.open = batch.open - by
end

-- Ends every target of the batch that has none, without a record for each: their bits stay 0 and the state tells.
local function end_batch(batch, state, verdict)
  count(verdict, batch.open)
  count('done:' .. batch.home, batch.open)
  count('derived', batch.open)
  batch.state, batch.retries = state, 0
  redis.call('HDEL', job .. ':retries', batch.number)
  redis.call('ZREM', job .. ':due', batch.number)
  redis.call('ZREM', queue_key(batch.node), batch.number)
  batch_write(batch)
end

-- Counts anew what the job's batches are in. O(batches): only for a line that cannot be read, which no longer tells what
-- it had been counted as.
local function recount()
  local sending, waiting, claimed = 0, 0, 0
  for _, number in ipairs(redis.call('HKEYS', job .. ':batches')) do
    local batch = batch_read(number)
    if batch then
      sending, waiting = sending + sending_of(batch), waiting + waiting_of(batch)
      claimed = claimed + claimed_of(batch)
    end
  end
  redis.call('HSET', job, 'sending', integer(sending), 'waiting', integer(waiting), 'claimed', integer(claimed))
end

-- Ends what cannot be worked on as failed, with one record for the whole batch. `batch` is nil when its line cannot be read.
local function quarantine(number, batch, reason)
  local readable = batch ~= nil
  if not batch then
    local header = redis.call('HGET', job .. ':targets', number) or ''
    local size = #header >= 3 and string.byte(header, 2) * 256 + string.byte(header, 3) or 0
    local bits = redis.call('HGET', job .. ':settled', number) or ''
    batch = remember_counts({
      number = number, state = 'Q', node = '-', home = '-', claim = '-', lease = 0, size = size,
      open = math.max(0, size - popcount(bits)), retries = 0, seq = 0, attempts = 0, duplicates = 0, crashes = 0,
      intent = -1, settled = 0
    })
  end
  redis.call('HSET', job .. ':failures', 'batch:' .. number, cjson.encode({
    s = 'failed', c = 0, n = 0, t = now, a = '', r = reason .. ' (' .. integer(batch.open) .. ' targets)'
  }))
  end_batch(batch, 'X', 'failed')
  if not readable then
    recount()
  end
end

local function keep_for(millis, suffixes)
  for _, suffix in ipairs(suffixes) do
    redis.call('PEXPIRE', job .. suffix, integer(millis))
  end
end

-- Ends the job when nothing can happen to it any more; answers whether it has ended. What is kept is kept for one time.
local function complete()
  local f = redis.call('HMGET', job, 'state', 'total', 'claimed', 'finished', 'derived', 'keep_delivered', 'keep_otherwise',
    unpack(ENDS))
  local state, total, claimed, delivered = f[1], tonumber(f[2]), tonumber(f[3] or 0), tonumber(f[8] or 0)
  if f[4] then
    return true
  end
  local ends = 0
  for i = 1, #ENDS do
    ends = ends + tonumber(f[7 + i] or 0)
  end
  local over = state == 'cancelled' or state == 'stopped'
  if over and claimed == 0 then
    count(state == 'cancelled' and 'cancelled' or 'rejected', total - ends)
    count('derived', total - ends)
  elseif over or ends < total then
    return false
  else
    redis.call('HSET', job, 'state', 'completed')
  end
  redis.call('HSET', job, 'finished', integer(now), 'sending', 0, 'waiting', 0)
  for _, field in ipairs(redis.call('HKEYS', job)) do
    if string.sub(field, 1, 5) == 'plan:' then
      local node = string.sub(field, 6)
      redis.call('UNLINK', queue_key(node))
      if over then
        redis.call('HSET', job, 'done:' .. node, redis.call('HGET', job, field))
      end
    end
  end
  redis.call('UNLINK', job .. ':retries', job .. ':due', job .. ':intents')
  local derived = tonumber(redis.call('HGET', job, 'derived') or 0)
  if derived == 0 then
    redis.call('UNLINK', job .. ':targets', job .. ':batches', job .. ':settled')
  end
  local keep = tonumber(delivered == total and f[6] or f[7])
  redis.call('HSET', job, 'kept_until', integer(now + keep))
  keep_for(keep, {'', ':message', ':failures', ':targets', ':batches', ':settled'})
  return true
end
