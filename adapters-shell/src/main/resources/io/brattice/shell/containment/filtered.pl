# Sets the filter of system calls that descriptor 7 holds, and becomes the command. Arguments: the number of the call `prctl`, the command.
# Without the privileges that make it lasting the kernel refuses it: they must have been given up before.
my $call = 0 + shift @ARGV;
open(my $in, '<&=', 7) or die "the filter cannot be read: $!\n";
binmode $in;
local $/;
my $program = <$in>;
die "the filter is empty\n" unless length $program;
my $head = pack 'S x6 P', length($program) / 8, $program;
syscall($call, 22, 2, $head) == 0 or die "the filter cannot be set: $!\n";
exec { $ARGV[0] } @ARGV;
die "$ARGV[0]: $!\n";
