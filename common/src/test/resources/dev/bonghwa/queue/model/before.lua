-- Stands before a script of the protocol in the model check, after.lua behind it: gives the store a state, runs the script
-- on it at a fixed time, reads the state that it leaves. The script itself is unchanged.
--
-- KEYS      as the script takes them
-- ARGV[1]   the state, as an earlier call answered it; empty for an empty store
-- ARGV[2…]  as the script takes them
--
-- Answers {what the script answered, the state that it left}.
-- A state is MessagePack: for each key {type, key, '1' when it has a TTL, what it holds, …}, in no order.

local NOW = {'1000000', '0'}
local TTL = 3600000

-- What a sorted set answers, member and score, is read backwards to put it: score and member.
local function backwards(items)
  local other = {}
  for i = 1, #items do
    other[i] = items[#items + 1 - i]
  end
  return other
end

local PUT = {
  string = function(key, items) redis.call('SET', key, items[1]) end,
  hash = function(key, items) redis.call('HSET', key, unpack(items)) end,
  zset = function(key, items) redis.call('ZADD', key, unpack(backwards(items))) end,
  list = function(key, items) redis.call('RPUSH', key, unpack(items)) end
}

local GET = {
  string = function(key) return {redis.call('GET', key)} end,
  hash = function(key) return redis.call('HGETALL', key) end,
  zset = function(key) return redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') end,
  list = function(key) return redis.call('LRANGE', key, 0, -1) end
}

local types = {}

local function put_all(state)
  for _, entry in ipairs(state == '' and {} or cmsgpack.unpack(state)) do
    local type, key = entry[1], entry[2]
    types[key] = type
    PUT[type](key, {unpack(entry, 4)})
    if entry[3] == '1' then
      redis.call('PEXPIRE', key, TTL)
    end
  end
end

local function get_all()
  local state, keys = {}, redis.call('KEYS', '*')
  local some_expire = not string.find(redis.call('INFO', 'keyspace'), 'expires=0', 1, true)
  for _, key in ipairs(keys) do
    local expires = some_expire and redis.call('PTTL', key) > 0
    local type = types[key] or redis.call('TYPE', key).ok
    state[#state + 1] = {type, key, expires and '1' or '0', unpack(GET[type](key))}
  end
  if #keys > 0 then
    redis.call('DEL', unpack(keys))
  end
  return cmsgpack.pack(state)
end

-- What the script sees as Redis: all of it but what goes on for ever, the clock and upkeep's count of its passes.
local seen = {
  call = function(command, ...)
    if command == 'TIME' then
      return NOW
    end
    if command == 'HINCRBY' and select(2, ...) == 'passes' then
      return 1
    end
    return redis.call(command, ...)
  end,
  pcall = redis.pcall
}

-- A script that failed has left what it had.
if redis.call('DBSIZE') > 0 then
  redis.call('FLUSHDB')
end
put_all(ARGV[1])

local function script(redis, KEYS, ARGV)
