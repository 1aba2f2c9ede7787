#!/bin/sh
set -eu

help() {
  cat <<'TEXT'
users.sh [--for VERSION] [DIRECTORY]

Prints Redis' ACL file: the rights of users.acl beside this script, the passwords of DIRECTORY (/run/secrets).

  bonghwa-redis-ROLE        the passwords of user ROLE, one a line, all of them valid; ROLE is one of users.acl
  bonghwa-redis-ROLE.NAME   those of another user, ROLE.NAME, with the rights of ROLE: one for each machine that is not yours

What has no file cannot log in, nor can the default user; it has all rights nevertheless, for Redis reads its own append-only file as that user,
and drops what a script wrote if that user may not write it. Passwords are written as their SHA-256.
VERSION is that of the Redis that will read it, such as 6.2; else the redis-server of this machine is asked.
REDIS_PREFIX is what all keys begin with, bonghwa.
TEXT
}

fail() {
  echo "users.sh: $*" >&2
  exit 1
}

version_here() {
  redis-server --version | sed 's/.*v=\([0-9]*\.[0-9]*\).*/\1/'
}

# The rules of a role in one line; empty when there is no such role.
rules() {
  awk -v role="$1" -v prefix="${REDIS_PREFIX:-bonghwa}" -v version="$version" '
    { sub(/(^|[ \t])#.*/, "") }
    /^user / { mine = $2 == role; next }
    mine && NF { $1 = $1; all = all " " $0 }
    END {
      split(version, v, ".")
      if (v[1] < 7) { gsub(/ \([^)]*\)/, "", all); gsub(/%[RW]+~/, "~", all) }
      if (v[1] < 7 || v[1] == 7 && v[2] < 2) sub(/ \+waitaof/, "", all)
      if (v[1] == 7 && v[2] < 2) sub(/ \+client\|setinfo/, "", all)
      gsub(/~bonghwa:/, "~" prefix ":", all)
      print all
    }' "$template"
}

# The passwords never stand in the arguments of a process, which others may read.
hashes() {
  while IFS= read -r password || [ -n "$password" ]; do
    [ -z "$password" ] || printf ' #%s' "$(printf '%s' "$password" | sha256 | cut -c 1-64)"
  done <"$1"
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

user() {
  name=${1##*/bonghwa-redis-}
  rules=$(rules "${name%%.*}")
  [ -n "$rules" ] || fail "$1 is of no role in users.acl"
  hashes=$(hashes "$1")
  [ -n "$hashes" ] || fail "$1 holds no password"
  echo "user $name reset resetchannels on$hashes$rules"
}

version=
case ${1:-} in
  -h | --help) help && exit 0 ;;
  --for) version=${2:?} && shift 2 ;;
esac
directory=${1:-/run/secrets}
template=$(dirname "$0")/users.acl
version=${version:-$(version_here)}
[ -n "$version" ] || fail "no redis-server here says its version: give --for"

echo "user default reset ~* &* +@all"
users=0
for file in "$directory"/bonghwa-redis-*; do
  [ -f "$file" ] || continue
  user "$file"
  users=$((users + 1))
done
[ "$users" -gt 0 ] || fail "no bonghwa-redis-ROLE in $directory: nobody could log in"
