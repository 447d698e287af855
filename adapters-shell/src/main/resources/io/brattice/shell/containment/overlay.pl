# Does what overlay.sh does, in one process. Arguments: the numbers of the calls `unshare` and `mount`; the stage, an empty folder; how many
# bytes it may hold; the home folder; the command.
my ($unshare, $mount, $stage, $size, $home) = splice @ARGV, 0, 5;
my ($user, $group) = ($> + 0, $) + 0);
$_ += 0 for $unshare, $mount;

# Words are copied: a constant cannot be handed to the kernel.
sub mounted {
  my ($what, $where, $type, $flags, $options) = @_;
  syscall($mount, $what, $where, $type, $flags, $options) == 0 or die "`$where` cannot be mounted: $!\n";
}

sub written {
  my ($file, $text) = @_;
  open(my $out, '>', "/proc/self/$file") or die "`$file` cannot be opened: $!\n";
  syswrite($out, $text) or die "`$file` cannot be written: $!\n";
}

syscall($unshare, 0x10020000) == 0 or die "there can be no name space of users: $!\n";
written('setgroups', 'deny');
written('uid_map', "0 $user 1");
written('gid_map', "0 $group 1");
mounted('none', '/', '', 0x44000, '');
mounted('tmpfs', $stage, 'tmpfs', 0, "mode=755,size=$size");
chdir $stage or die "`$stage`: $!\n";
for my $name ('lower', 'upper', 'work', 'home') {
  mkdir $name, 0755 or die "`$name`: $!\n";
}
# Paths with commas and colons cannot stand among the options.
mounted($home, 'lower', '', 0x5000, '');
mounted('overlay', 'home', 'overlay', 0, 'lowerdir=lower,upperdir=upper,workdir=work,userxattr');
chdir '/';
exec { $ARGV[0] } @ARGV;
die "`$ARGV[0]`: $!\n";
