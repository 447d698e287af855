# Run as root of a name space of users, with name spaces of all kinds, as the first process of its own: makes a cell and runs the command in
# it. Arguments: the stage, an empty folder; how many bytes may be kept in it; the user and group that the command is to be; where it starts;
# then KIND PATH SOURCE for each place, those above before those below; `--`; the command.
set -e
stage=$1 size=$2 uid=$3 gid=$4 cwd=$5
shift 5
caller=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin

# Of a path and all mounted below it: rights that no cell has, and `ro`, or `keep` for as it was. Mounts that others cover cannot be found and
# need not be.
closed() {
  while read -r _ _ _ _ at options _; do
    case $at in *\\*) at=$(printf '%b.' "$at") && at=${at%.} ;; esac
    case $at in "$1" | "$1"/*) ;; *) continue ;; esac
    how=nosuid,nodev
    case ,$options, in *,noexec,*) how=$how,noexec ;; esac
    case $2,$options, in ro,* | *,ro,*) how=$how,ro ;; esac
    if ! mount -o "remount,bind,$how" "$at" 2>/dev/null && mountpoint -q "$at"; then
      echo "\`$at\` cannot be made read-only" >&2
      exit 1
    fi
  done </proc/self/mountinfo
}

# Goes to the folder of the cell in which something is to be mounted, and sees that no link led elsewhere meanwhile.
into() {
  [ -d "$stage/root$1" ] || mkdir -p "$stage/root$1"
  cd "$stage/root$1"
  [ "$(pwd -P)" = "$stage/root${1%/}" ] || { echo "\`$1\` leads elsewhere" >&2; exit 1; }
}

onto() {
  if [ -d "$1" ]; then
    into "$2"
    mount -c --rbind "$1" .
  else
    [ -e "$stage/root$2" ] || { into "${2%/*}" && : >"${2##*/}"; }
    cover "$1" "$2"
  fi
}

# What is covered may be a folder into which this user cannot go.
cover() {
  into "${2%/*}"
  [ ! -L "${2##*/}" ] || { echo "\`$2\` leads elsewhere" >&2; exit 1; }
  mount -c --bind "$1" "./${2##*/}"
}

devices() {
  into "$1"
  mount -c -t tmpfs -o mode=755,size=1m,nosuid tmpfs .
  cd "$stage/root$1"
  mkdir pts shm
  ln -s /proc/self/fd fd
  ln -s /proc/self/fd/0 stdin
  ln -s /proc/self/fd/1 stdout
  ln -s /proc/self/fd/2 stderr
  ln -s pts/ptmx ptmx
  for name in null zero full random urandom tty; do
    : >"$name"
    mount -c --bind "/dev/$name" "$name"
  done
  mount -c -t devpts -o newinstance,ptmxmode=0666,mode=620,nosuid,noexec devpts pts
  mount -c -t tmpfs -o "mode=1777,size=$size,nosuid,nodev" tmpfs shm
  mount -c -o remount,bind,ro,nosuid .
}

# Who is to be somebody else than root writes that into the table of processes; nobody but root could write anything else there.
processes=rw
[ "$uid" != 0 ] || processes=ro

mount -t tmpfs -o "mode=755,size=$size" tmpfs "$stage"
cd "$stage"
mkdir root void lower upper work
mount -t tmpfs -o mode=755,size=64k tmpfs void
mkdir void/empty
: >void/blank
mount -o remount,bind,ro void
{ ip link set lo up || ifconfig lo up; } 2>/dev/null || :
{ echo 1 >/proc/sys/user/max_user_namespaces; } 2>/dev/null || :

while [ "$1" != -- ]; do
  kind=$1 path=$2 source=$3
  shift 3
  case $kind in
    READ_ONLY)
      if [ "$path" = / ]; then
        mount --rbind / "$stage/root"
        closed "$stage/root" ro
      else
        onto "$source" "$path"
        closed "$stage/root$path" ro
      fi
      ;;
    WRITABLE)
      onto "$source" "$path"
      closed "$stage/root$path" keep
      ;;
    HOME)
      mount --rbind "$source" "$stage/lower"
      into "$path"
      target=$stage/root$path
      cd "$stage"
      mkdir merged
      mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr,nosuid,nodev overlay merged
      cd "$target"
      mount -c --rbind "$stage/merged" .
      ;;
    EMPTY) cover "$stage/void/empty" "$path" ;;
    BLANK) cover "$stage/void/blank" "$path" ;;
    FOLDER)
      into "$path"
      mount -c -t tmpfs -o mode=755,size=16m,nosuid,nodev tmpfs .
      ;;
    TEMPORARY)
      into "$path"
      mount -c -t tmpfs -o mode=755,size=16m,nosuid,nodev tmpfs .
      ;;
    DEVICES) devices "$path" ;;
    PROCESSES)
      into "$path"
      mount -c -t proc -o "$processes,nosuid,nodev,noexec" proc .
      cd "$stage/root$path"
      for name in sys sysrq-trigger irq bus fs; do
        [ "$processes" = rw ] && [ -e "$name" ] || continue
        mount -c --bind "$name" "$name"
        mount -c -o remount,bind,ro,nosuid,nodev,noexec "$name"
      done
      ;;
    CLOSED)
      into "$path"
      mount -c -o remount,bind,ro,nosuid,nodev .
      ;;
    *)
      echo "\`$kind\` is no kind of place" >&2
      exit 1
      ;;
  esac
done
shift

cd "$stage/root"
pivot_root . .
umount -l .
cd /
cd "$cwd"
PATH=$caller
set -- /usr/bin/setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all -- "$@"
[ "$uid" = 0 ] ||
  set -- /usr/bin/unshare --user --map-user="$uid" --map-group="$gid" --keep-caps -- "$@"
# Not the first process, which has no signals of its own and must bury the dead.
status=0
/usr/bin/setsid "$@" || status=$?
exit "$status"
