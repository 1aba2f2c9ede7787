end

local answer = script(seen, KEYS, {unpack(ARGV, 2)})
return {answer, get_all()}
