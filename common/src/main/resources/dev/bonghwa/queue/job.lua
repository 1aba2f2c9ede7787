-- What all scripts on a job's slot share; every one of them is this file followed by its own (write.lua before both).
--
-- KEYS[1]  the job hash, p:{job:ID}. Every other key of a job script is KEYS[1] and a suffix, so it is in the same slot.
--
-- Invariants held here: `sending`, `waiting` and `claimed` of the job are moved only by batch_write, by what a batch
-- counted before and after, and set by recount; a target's counter is moved only where its bit was 0 and is now 1, or its
-- batch ends as a whole.
--
-- What a script reads of the job's hashes it reads once, many fields by one command, and what it changes it writes at its
-- end, by save(): so a job costs Redis few commands, and a script that fails on the way has written next to nothing.
-- Whoever reads a key whole (HKEYS, or ZRANGE of :due) must save() what was put into it before; shards and queues are written at once.

local job = KEYS[1]

-- Redis TIME, ms: one for the whole call, asked by those that need it.
local clock
local function now()
  if not clock then
    local time = redis.call('TIME')
    clock = time[1] * 1000 + math.floor(time[2] / 1000)
  end
  return clock
end

local ENDS = {'delivered', 'gone', 'failed', 'rejected', 'expired', 'uncertain', 'cancelled'}

-- Lua takes some thousand values in one call.
local MOST_VALUES = 1000

local function write_all(command, key, values)
  for i = 1, #values, MOST_VALUES do
    write(command, key, unpack(values, i, math.min(#values, i + MOST_VALUES - 1)))
  end
end

-- The job's hashes, as far as they are known here: by suffix ('' is the job itself) and field, false for a field that is not there.
local known, changed = {}, {}
-- Batches with another place in :due than before, false for none.
local dues = {}

-- The hash with these fields known.
local function fetch(suffix, fields)
  known[suffix] = known[suffix] or {}
  local hash, asked = known[suffix], {}
  for _, field in ipairs(fields) do
    if hash[field] == nil then
      asked[#asked + 1] = field
    end
  end
  for i = 1, #asked, MOST_VALUES do
    local values = redis.call('HMGET', job .. suffix, unpack(asked, i, math.min(#asked, i + MOST_VALUES - 1)))
    for j, value in ipairs(values) do
      hash[asked[i + j - 1]] = value
    end
  end
  return hash
end

local function get(suffix, field)
  return fetch(suffix, {field})[field]
end

-- A value of false takes the field out.
local function put(suffix, field, value)
  known[suffix], changed[suffix] = known[suffix] or {}, changed[suffix] or {}
  known[suffix][field], changed[suffix][field] = value, true
end

-- Writes all that was changed; what frees memory comes first.
local function save()
  local sets, out, into = {}, {}, {}
  for suffix, fields in pairs(changed) do
    local set, dropped = {}, {}
    for field in pairs(fields) do
      local value = known[suffix][field]
      if value == false then
        dropped[#dropped + 1] = field
      else
        set[#set + 1], set[#set + 2] = field, value
      end
    end
    write_all('HDEL', job .. suffix, dropped)
    sets[suffix] = set
  end
  for number, at in pairs(dues) do
    if at then
      into[#into + 1], into[#into + 2] = at, number
    else
      out[#out + 1] = number
    end
  end
  write_all('ZREM', job .. ':due', out)
  write_all('ZADD', job .. ':due', into)
  for suffix, set in pairs(sets) do
    write_all('HSET', job .. suffix, set)
  end
  changed, dues = {}, {}
end

-- What a newer program has written is not touched: this one does not know all of it.
local function is_newer_than(protocol)
  return tonumber(get('', 'protocol') or 0) > tonumber(protocol)
end

local function integer(n)
  return string.format('%d', n)
end

local function count(field, by)
  if by ~= 0 then
    put('', field, integer((get('', field) or 0) + by))
  end
end

local function queue_key(node)
  return job .. ':queue:' .. node
end

-- One batch is one line of text:
-- state node home claim lease size open retries seq attempts possible_duplicates crashes intent settled
local LINE = '^([QCWDEX]) (%S+) (%S+) (%S+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%-?%d+) ([01])$'

-- So many workers one after the other went down with a batch: it is given up. Before the last try it is careful, and only then
-- says each of its targets before it is sent.
local CRASHES = 3

local function is_careful(batch)
  return batch.crashes >= CRASHES - 1
end

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
  local line = get(':batches', number)
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
  put(':batches', batch.number, string.format(
    '%s %s %s %s %d %d %d %d %d %d %d %d %d %d', batch.state, batch.node, batch.home, batch.claim, batch.lease,
    batch.size, batch.open, batch.retries, batch.seq, batch.attempts, batch.duplicates, batch.crashes, batch.intent,
    batch.settled))
  count('sending', sending_of(batch) - batch.was_sending)
  count('waiting', waiting_of(batch) - batch.was_waiting)
  count('claimed', claimed_of(batch) - batch.was_claimed)
  remember_counts(batch)
end

-- Every node that may have a queue has such a field.
local function plan_for(node)
  if not get('', 'plan:' .. node) then
    put('', 'plan:' .. node, 0)
  end
end

-- What lies in a queue has not been waiting for its node before that.
local function waiting_since()
  local f = fetch('', {'created', 'resumed'})
  return tonumber(f.resumed or f.created)
end

-- QUEUED on the batch's own node; its score is since when it waits there, or less if it is to go first.
local function batch_queue_since(batch, since)
  batch.state = 'Q'
  plan_for(batch.node)
  write('ZADD', queue_key(batch.node), integer(since), batch.number)
  dues[batch.number] = false
end

local function batch_queue(batch)
  batch_queue_since(batch, now())
end

-- Puts new batches under that name, QUEUED: the arguments from that one on are, for each, its number, node, how many targets,
-- the targets packed. Answers their nodes, each once. Not by write(): a full Redis takes no new jobs.
local function put_new_batches(area, from)
  local targets, lines, nodes, queues = {}, {}, {}, {}
  for i = from, #ARGV, 4 do
    local number, node, size = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    targets[#targets + 1], targets[#targets + 2] = number, ARGV[i + 3]
    lines[#lines + 1], lines[#lines + 2] = number, string.format('Q %s %s - 0 %d %d 0 0 0 0 0 -1 0', node, node, size, size)
    if not queues[node] then
      queues[node], nodes[#nodes + 1] = {}, node
    end
    local queue = queues[node]
    queue[#queue + 1], queue[#queue + 2] = integer(now()), number
  end
  if #nodes > 0 then
    redis.call('HSET', area .. ':targets', unpack(targets))
    redis.call('HSET', area .. ':batches', unpack(lines))
  end
  for _, node in ipairs(nodes) do
    redis.call('ZADD', area .. ':queue:' .. node, unpack(queues[node]))
  end
  return nodes
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
-- Whoever found the batch in a queue takes it out there: `node` does not tell of an heir's.
local function end_batch(batch, state, verdict)
  count(verdict, batch.open)
  count('done:' .. batch.home, batch.open)
  count('derived', batch.open)
  batch.state, batch.retries = state, 0
  put(':retries', batch.number, false)
  dues[batch.number] = false
  batch_write(batch)
end

-- Counts anew what the job's batches are in. O(batches): only for a line that cannot be read, which no longer tells what
-- it had been counted as.
local function recount()
  local sending, waiting, claimed = 0, 0, 0
  local numbers = redis.call('HKEYS', job .. ':batches')
  fetch(':batches', numbers)
  for _, number in ipairs(numbers) do
    local batch = batch_read(number)
    if batch then
      sending, waiting = sending + sending_of(batch), waiting + waiting_of(batch)
      claimed = claimed + claimed_of(batch)
    end
  end
  put('', 'sending', integer(sending))
  put('', 'waiting', integer(waiting))
  put('', 'claimed', integer(claimed))
end

-- Ends what cannot be worked on as failed, with one record for the whole batch. `batch` is nil when its line cannot be read.
local function quarantine(number, batch, reason)
  local readable = batch ~= nil
  if not batch then
    local header = get(':targets', number) or ''
    local size = #header >= 3 and string.byte(header, 2) * 256 + string.byte(header, 3) or 0
    local bits = get(':settled', number) or ''
    batch = remember_counts({
      number = number, state = 'Q', node = '-', home = '-', claim = '-', lease = 0, size = size,
      open = math.max(0, size - popcount(bits)), retries = 0, seq = 0, attempts = 0, duplicates = 0, crashes = 0,
      intent = -1, settled = 0
    })
  end
  put(':failures', 'batch:' .. number, cjson.encode({
    s = 'failed', c = 0, n = 0, t = now(), a = '', r = reason .. ' (' .. integer(batch.open) .. ' targets)'
  }))
  end_batch(batch, 'X', 'failed')
  if not readable then
    recount()
  end
end

local function nodes_of_plan()
  local nodes = {}
  for _, field in ipairs(redis.call('HKEYS', job)) do
    nodes[#nodes + 1] = string.match(field, '^plan:(.*)$')
  end
  return nodes
end

-- Whether any of these nodes has a queue; one command for all of them, where most of the time there is none.
local function any_queued(nodes)
  local queues = {}
  for i, node in ipairs(nodes) do
    queues[i] = queue_key(node)
  end
  return #queues > 0 and redis.call('EXISTS', unpack(queues)) > 0
end

-- Of a job that has ended: frees what nobody asks for any more, and keeps the rest for so many ms; its nodes' parts are all done.
-- Saves.
local function retire(keep, all_delivered, stopped_early)
  local derived = tonumber(get('', 'derived') or 0)
  local gone, kept = {':retries', ':due', ':intents'}, {'', ':message'}
  for _, suffix in ipairs({':targets', ':batches', ':settled'}) do
    local list = derived == 0 and gone or kept
    list[#list + 1] = suffix
  end
  if not all_delivered then
    kept[#kept + 1] = ':failures'
  end
  local unlinked = {}
  for i, suffix in ipairs(gone) do
    changed[suffix], unlinked[i] = nil, job .. suffix
  end
  dues = {}
  save()
  for _, node in ipairs(nodes_of_plan()) do
    unlinked[#unlinked + 1] = queue_key(node)
    if stopped_early then
      put('', 'done:' .. node, get('', 'plan:' .. node))
    end
  end
  save()
  write('UNLINK', unpack(unlinked))
  for _, suffix in ipairs(kept) do
    write('PEXPIRE', job .. suffix, integer(keep))
  end
end

local COUNTS = {'state', 'total', 'claimed', 'finished', 'derived', 'keep_delivered', 'keep_otherwise', unpack(ENDS)}

-- Ends a job that has not ended, when nothing can happen to it any more; answers whether it has. What is kept is kept for one
-- time. Saves, either way, but not what goes with the job.
local function complete()
  local f = fetch('', COUNTS)
  local total, claimed, ends = tonumber(f.total), tonumber(f.claimed or 0), 0
  for _, state in ipairs(ENDS) do
    ends = ends + tonumber(f[state] or 0)
  end
  local stopped_early = f.state == 'cancelled' or f.state == 'stopped'
  if stopped_early and claimed == 0 then
    count(f.state == 'cancelled' and 'cancelled' or 'rejected', total - ends)
    count('derived', total - ends)
  elseif stopped_early or ends < total then
    save()
    return false
  else
    put('', 'state', 'completed')
  end
  local all_delivered = tonumber(f.delivered or 0) == total
  local keep = tonumber(all_delivered and f.keep_delivered or f.keep_otherwise)
  put('', 'finished', integer(now()))
  put('', 'sending', 0)
  put('', 'waiting', 0)
  put('', 'kept_until', integer(now() + keep))
  retire(keep, all_delivered, stopped_early)
  return true
end
