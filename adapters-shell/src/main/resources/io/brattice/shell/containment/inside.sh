# The first process inside, which buries the dead and stays until the command has ended: with it everything ends, before anybody outside hears
# of it. Arguments: blocks of 512 bytes of one file, seconds of processor time and how many processes it may use, each a minus where there is
# no limit; how many mounts there are of which it matters what they show; of each its path, and that of a mount above it; the command.
# Sets no variables: the command may be given others of their names.

# Shells name the number of processes differently.
{
  ulimit -c 0
  [ "$1" = - ] || ulimit -f "$1"
  [ "$2" = - ] || ulimit -t "$2"
  [ "$3" = - ] || ulimit -u "$3" || ulimit -p "$3"
} 2>/dev/null
shift 3

# The very part of the mount above is to be seen at each path, and not what a link led to meanwhile.
if [ "$1" != 0 ]; then
  (
    line='
'
    seen=
    while read -r _ _ _ root at _; do
      seen=$seen$line$at' '$root
    done </proc/self/mountinfo
    many=$1
    shift
    while [ "$many" != 0 ]; do
      is=${seen##*"$line$1 "} of=${seen##*"$line$2 "}
      is=${is%%"$line"*} of=${of%%"$line"*}
      [ "$of" != / ] || of=
      [ "$is" = "$of${1#"$2"}" ] || exit 1
      many=$((many - 1))
      shift 2
    done
  ) || { echo 'something was exchanged meanwhile' >&2; exit 1; }
fi
shift $((1 + 2 * $1))

# Says nothing by itself, such as that something was killed: a shell that starts a command with other streams says it to these, so a shell
# below does that.
echo in >&9
exec 7<&- 9>&- 3>&2 2>/dev/null
(exec "$@" 2>&3 3>&-)
exit $?
