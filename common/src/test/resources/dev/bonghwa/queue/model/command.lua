-- One plain command, and time where only time changes something: ARGV is the command.

return redis.call(unpack(ARGV))
