-- Stands before every script. What must be written also when memory is full goes by write(), from the script's first write on: then
-- Redis (6.2 to 7.x) refuses a first write that may take memory, and lets all through after one that frees some. So one that is
-- refused is made again behind a DEL of nothing. What a full Redis shall not take goes by redis.call, and what only frees may.
--
-- KEYS[1]  of whatever script it is; `:-` behind it is a key of the same slot and the same rights, that nobody has

local wrote = false
local function write(...)
  if not wrote then
    wrote = true
    local reply = redis.pcall(...)
    if type(reply) ~= 'table' or not reply.err then
      return reply
    end
    redis.call('DEL', KEYS[1] .. ':-')
  end
  return redis.call(...)
end
