# Run inside a cell to find out what it holds. Arguments: the workspace, the home folder. Says what it sees and which tries succeeded.
workspace=$1 home=$2
echo '== status'; cat /proc/self/status
echo '== mounts'; cat /proc/self/mountinfo
echo '== spaces'; ls -l /proc/self/ns
echo '== network'; cat /proc/net/dev
echo '== open'; ls -l /proc/self/fd
echo '== limits'; cat /proc/self/limits
echo '== processes'; echo /proc/[0-9]*
echo '== seen'; ls -A "$home/.ssh"; cat "$home/.netrc" 2>&1
echo '== done'
exec 2>/dev/null
echo x >"$workspace/made" && echo workspace
echo x >/tmp/made-by-trial && echo temporary
echo x >"$home/made" && echo home
echo x >"$home/.ssh/made" && echo secret
name=$(cat /proc/sys/kernel/hostname)
echo "$name" >/proc/sys/kernel/hostname && echo kernel # says what it says already
mount -o remount,bind,rw / && echo remount
umount -l "$home/.ssh" && echo unmount
unshare -Ur /bin/true && echo nest
unshare -Urm mount -o remount,bind,rw / && echo remount
echo '== end'
sleep 60 &
