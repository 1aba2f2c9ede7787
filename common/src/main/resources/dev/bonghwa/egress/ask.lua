-- A node of an egress group tells what it has met since its last call, and asks for the right to send.
--
-- The group's requests lie on one line of time, evenly spaced; `tat` is where it is given away to (GCRA). A grant is the next
-- piece of that line, so whoever keeps to it sends no faster with others than alone. What is not used in its time is lost.
-- A pause is the group's too: when it has passed, one node of all is given one probe, and only its answer ends the pause.
--
-- KEYS[1]  p:{egress:GROUP}; with :nodes and :invalid behind it, the two others
-- ARGV[1]  caller, node/boot   ARGV[2]  number of its call, rising
-- ARGV[3]  auto, auto:N to begin at N a second, off, or the caller's own fixed rate, requests a second
-- ARGV[4]  how many it could send now; 0 when it only tells
-- ARGV[5]  requests that it has sent   ARGV[6]  answers that count against the address
-- ARGV[7]  GLOBAL_LIMIT or BAN when it was told so, else empty   ARGV[8]  for how long, ms
-- ARGV[9]  number of the probe it was given, 0 for none   ARGV[10]  what of it: NONE, SENT, ANSWERED, REFUSED or UNSENT
--
-- Answers {requests granted, ns until the first is due, ns from one to the next, cause of the pause or empty, ms that it lasts
-- yet, number of the probe that is the caller's or 0, rate or 'off', invalid answers of ten minutes, ms after which to ask
-- again when nothing was granted}.
-- Of a copy of a call nothing is taken in: the newest one's gets its grant again, the probe only if it is still the caller's;
-- an older one's gets none.

-- ms: so far ahead the line is given away; so long ago a node may have called that counts as one that could send; so long a
-- probe is its holder's; so long a node may be silent before it is forgotten.
local HORIZON, ACTIVE, PROBE_LEASE, FORGET = 500, 1000, 5000, 600000
-- The time to live is counted anew once an hour, or when a key may be new.
local LIVES, COUNTED_ANEW = 93600000, 3600000
-- How long a rate must be used, ms, what share of it counts as all, and the step up from it before there was any limit.
local PERIOD, FULL, GROWTH = 10000, 0.9, 1.25
-- The step back at a limit; as near to the ceiling half the way may lead; the least step that is worth it; the one beyond.
local BACK, BELOW, WORTH, STEP = 0.96, 0.98, 1.01, 1.02
-- ms after a change until it is tried to pass the ceiling, at first and at most; limits within that factor are the same one.
local SOON, SELDOM, NEAR = 60000, 600000, 1.05
-- ms: a second limit within this halves the rate; no longer is a pause asked for, or a ceiling kept.
local CLOSE, DAY = 60000, 86400000
-- Answers that count against the address are counted in slots of so many ms, of so many slots, and that many are too many.
local SLOT, SLOTS, BUDGET = 30000, 20, 5000
-- ms: the shortest pause at first, and the longest that its doubling leads to.
local LENGTHS = {GLOBAL_LIMIT = {0, 0}, BAN = {60000, 900000}, INVALID_BUDGET = {60000, 60000}}

local NODES, INVALID = KEYS[1] .. ':nodes', KEYS[1] .. ':invalid'
local caller, number, wants = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[4])
local setting, first = string.match(ARGV[3], '^([^:]+):?(.*)$')
-- Requests a second: where it begins; what no halving goes below; where it begins after a pause, and where that is over.
local FIRST = tonumber(first) or 45
local LEAST, RAMP, FAST = FIRST / 16, FIRST * 10 / 45, 100000

local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

local g, fields = {}, redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  g[fields[i]] = tonumber(fields[i + 1]) or fields[i + 1]
end

-- A clock that was set back since the last call leaves all as far ahead, or behind, as it was.
local back = math.max(0, (g.at or now) - now)
for _, field in ipairs({'tat', 'since', 'slow', 'limited', 'stepped', 'pause_until', 'holder_until', 'invalid_until', 'lives_since'}) do
  g[field] = g[field] and g[field] - back
end
g.at = now

-- What the other nodes could send now; those long silent are forgotten.
local mine, others, nodes = nil, 0, redis.call('HGETALL', NODES)
for i = 1, #nodes, 2 do
  local n, at, could, tokens, start, interval, probe = string.match(nodes[i + 1], '^(%S+) (%S+) (%S+) (%S+) (%S+) (%S+) (%S+)$')
  if nodes[i] == caller then
    local set_back = math.max(0, at - now)
    mine = {n = tonumber(n), tokens = tonumber(tokens), start = start - set_back, interval = tonumber(interval), probe = tonumber(probe)}
  elseif now - at > FORGET then
    write('HDEL', NODES, nodes[i])
  elseif now - at < ACTIVE and now >= tonumber(at) then
    others = others + could
  end
end

local has_new_key = false

-- 20 slots before this one: 10 minutes to 10 and a half. While none counts they are looked at once in a slot: a program that
-- does not write `invalid_until` may have counted some.
local function count_invalid(more)
  local slot, total = math.floor(now / SLOT), 0
  local over = now - (g.invalid_until or 0)
  if more == 0 and over > 0 and over < SLOT then
    return 0
  end
  if more > 0 then
    has_new_key = write('HINCRBY', INVALID, string.format('%d', slot), more) == more
  end
  local counts = redis.call('HGETALL', INVALID)
  for i = 1, #counts, 2 do
    local age = slot - counts[i]
    if age >= 0 and age <= SLOTS then
      total = total + counts[i + 1]
    else
      write('HDEL', INVALID, counts[i])
    end
  end
  g.invalid_until = total > 0 and now + SLOT * (SLOTS + 1) or now
  return total
end

local function begin_period()
  g.since, g.used = now, 0
end

local function rest(cause, asked, failed)
  local shortest, longest = unpack(LENGTHS[cause])
  local least = math.min(longest, shortest * 2 ^ math.min(failed, 10))
  g.cause, g.failed, g.holder = cause, failed, nil
  g.pause_until = now + math.max(least, math.min(asked, DAY))
end

local function open()
  g.cause, g.failed, g.pause_until, g.tat = nil, nil, nil, nil
  g.slow = now
  begin_period()
end

-- A step that has not held is taken back; else 4 % less; half when the last limit was less than a minute ago.
-- One limit may be chance: what lies beyond is tried again soon, and more seldom each time the limit is found where it was.
local function shrink()
  local rate = g.rate or FIRST
  local confirmed = g.ceiling and rate < g.ceiling * NEAR and rate * NEAR > g.ceiling
  g.between = confirmed and math.min((g.between or SOON) * 2, SELDOM) or SOON
  g.ceiling = rate
  if g.held and rate > g.held then
    rate = g.held
  elseif g.limited and now - g.limited < CLOSE then
    rate = math.max(LEAST, rate / 2)
  else
    rate = rate * BACK
  end
  g.rate, g.held, g.limited, g.stepped = rate, rate, now, now
end

-- Half the way to where the limit answered, and never quite there; when that is next to nothing, a little after a while, and
-- once that has held, on and on.
local function step(rate)
  if not g.ceiling or now - g.limited >= DAY then
    g.ceiling = nil
    return rate * GROWTH
  end
  local halfway = math.min((rate + g.ceiling) / 2, g.ceiling * BELOW)
  if halfway >= rate * WORTH then
    return halfway
  end
  local beyond = rate > g.ceiling * BELOW * WORTH
  return (beyond or now - g.stepped >= (g.between or SOON)) and rate * STEP or rate
end

-- Requests a second after a pause.
local function ramp()
  local rate = g.slow and RAMP * 2 ^ (math.max(0, now - g.slow) / 1000) or math.huge
  return rate < FAST and rate or math.huge
end

-- Only a rate that was used for a whole period says anything.
local function grow()
  local period, rate = now - (g.since or 0), g.rate or FIRST
  if not g.since or period < 0 or ramp() < rate then
    begin_period()
  elseif period >= PERIOD then
    if g.used >= FULL * rate * period / 1000 then
      g.held, g.rate = rate, step(rate)
      g.stepped = g.rate > rate and now or g.stepped
    end
    begin_period()
  end
end

local function take_in(invalid)
  local cause, asked = ARGV[7], tonumber(ARGV[8])
  local is_probe = g.holder == caller and g.probe == tonumber(ARGV[9])
  local refused = is_probe and ARGV[10] == 'REFUSED'
  g.used = (g.used or 0) + (setting == 'auto' and ARGV[5] or 0)
  if cause ~= '' and g.cause and not refused then
    g.pause_until = math.max(g.pause_until, now + math.min(asked, DAY))
  elseif cause ~= '' then
    if cause == 'GLOBAL_LIMIT' and setting == 'auto' and not g.cause then
      shrink()
    end
    rest(cause, asked, cause == g.cause and g.failed + 1 or 0)
  end
  if is_probe and ARGV[10] == 'SENT' then
    g.holder_until = now + PROBE_LEASE
  elseif is_probe and ARGV[10] ~= 'NONE' then
    g.holder = nil
    if ARGV[10] == 'ANSWERED' and now >= g.pause_until then
      open()
    end
  end
  if not g.cause and invalid >= BUDGET then
    rest('INVALID_BUDGET', 0, 0)
  end
  if not g.cause and setting == 'auto' then
    grow()
  end
end

local function rate()
  local full = setting == 'off' and math.huge or setting == 'auto' and (g.rate or FIRST) or tonumber(setting)
  return math.min(full, ramp())
end

local grant = {tokens = 0, start = now, interval = 0, probe = 0}
local again = 0

local function give_probe()
  if now < g.pause_until or wants == 0 then
    return
  end
  if g.holder and g.holder ~= caller and now < g.holder_until then
    again = math.min(HORIZON, g.holder_until - now)
    return
  end
  if g.holder ~= caller then
    g.holder, g.probe = caller, (g.probe or 0) + 1
  end
  g.holder_until = now + PROBE_LEASE
  grant.probe = g.probe
end

local function give_requests(per_second)
  local interval = 1000 / per_second
  local tat = math.max(now, math.min(g.tat or 0, now + HORIZON + interval))
  g.tat = tat
  if wants == 0 or tat - now > HORIZON then
    again = wants > 0 and tat - now - HORIZON or 0
    return
  end
  local room = math.floor((HORIZON + now - tat) / interval) + 1
  local share = math.max(1, math.floor(room * wants / (wants + others)))
  grant.tokens, grant.start, grant.interval = math.min(wants, room, share), tat, interval
  g.tat = tat + grant.tokens * interval
end

local is_copy = mine and number <= mine.n
local invalid = count_invalid(is_copy and 0 or tonumber(ARGV[6]))
if not is_copy then
  take_in(invalid)
  if g.cause then
    give_probe()
  elseif rate() < math.huge then
    give_requests(rate())
  end
  local is_new = write('HSET', NODES, caller, string.format('%d %d %d %d %.3f %.9f %d',
    number, now, rate() < math.huge and wants or 0, grant.tokens, grant.start, grant.interval, grant.probe)) == 1
  has_new_key = has_new_key or is_new
elseif number == mine.n then
  grant = mine
  grant.probe = g.holder == caller and g.probe == mine.probe and mine.probe or 0
  g.holder_until = grant.probe > 0 and now + PROBE_LEASE or g.holder_until
end

local counted_anew = has_new_key or not g.lives_since or now - g.lives_since > COUNTED_ANEW or back > 0
g.lives_since = counted_anew and now or g.lives_since

local kept, dropped = {}, {}
for field, value in pairs(g) do
  kept[#kept + 1] = field
  kept[#kept + 1] = type(value) == 'number' and string.format('%.17g', value) or value
end
for i = 1, #fields, 2 do
  dropped[#dropped + 1] = g[fields[i]] == nil and fields[i] or nil
end
if #dropped > 0 then
  write('HDEL', KEYS[1], unpack(dropped))
end
write('HSET', KEYS[1], unpack(kept))
if counted_anew then
  for _, key in ipairs({KEYS[1], NODES, INVALID}) do
    write('PEXPIRE', key, LIVES)
  end
end

return {grant.tokens, string.format('%.0f', (grant.start - now) * 1e6), string.format('%.0f', grant.interval * 1e6),
  g.cause or '', string.format('%d', g.cause and math.max(0, math.ceil(g.pause_until - now)) or 0), grant.probe,
  rate() < math.huge and string.format('%.3f', rate()) or 'off', invalid, string.format('%d', math.ceil(again))}
