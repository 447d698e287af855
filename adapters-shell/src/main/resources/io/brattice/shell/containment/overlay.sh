# Run as root of a name space of users with mounts of its own: makes a copy-on-write home folder at STAGE/home and becomes the command.
# Arguments: the stage, an empty folder; how many bytes it may hold; the home folder; the command.
set -e
caller=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin
stage=$1 size=$2 home=$3
shift 3
mount -t tmpfs -o "mode=755,size=$size" tmpfs "$stage"
cd "$stage"
mkdir lower upper work home
# Paths with commas and colons cannot stand among the options.
mount --rbind "$home" lower
mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr overlay home
cd /
PATH=$caller
exec "$@"
