# Listens in every way and says when somebody comes. Arguments: two paths of sockets, the name of an abstract one.
use strict;
use warnings;
use Socket;
$| = 1;
my %names;
my $add = sub { my ($name, $socket) = @_; $names{fileno $socket} = [$name, $socket] };
for my $at ($ARGV[0], $ARGV[1], "\0$ARGV[2]") {
    socket(my $s, PF_UNIX, SOCK_STREAM, 0);
    bind($s, pack_sockaddr_un($at)) and listen($s, 9) or die "$at: $!\n";
    $add->("unix", $s);
}
socket(my $t, PF_INET, SOCK_STREAM, 0);
bind($t, pack_sockaddr_in(0, INADDR_LOOPBACK)) and listen($t, 9) or die "$!\n";
$add->("tcp", $t);
socket(my $u, PF_INET, SOCK_DGRAM, 0);
bind($u, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die "$!\n";
$add->("udp", $u);
print +(unpack_sockaddr_in(getsockname($t)))[0], " ", +(unpack_sockaddr_in(getsockname($u)))[0], "\n";
while (1) {
    my $bits = "";
    vec($bits, $_, 1) = 1 for keys %names;
    select($bits, undef, undef, undef);
    for my $n (grep { vec($bits, $_, 1) } keys %names) {
        my ($name, $s) = @{ $names{$n} };
        print "HIT $name\n";
        if ($name eq "udp") { recv($s, my $x, 100, 0) } else { accept(my $c, $s) }
    }
}
