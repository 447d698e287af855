package io.brattice.shell.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * How far away an address is. Sources: the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890), and the
 * addresses at which clouds tell a machine its credentials.
 */
enum Address {
    /** Anybody's. */
    PUBLIC,
    /** Of this host, of its network, or of no one: reached only where an operator said so by name. */
    INSIDE,
    /** Link-local, metadata, multicast: reached by no name. */
    NEVER;

    private static final List<Block> BLOCKS = List.of(
            new Block(NEVER, 32, 0, 0, 0, 0),
            new Block(NEVER, 16, 169, 254),
            new Block(NEVER, 32, 168, 63, 129, 16), // the agent of Azure's machines
            new Block(NEVER, 32, 100, 100, 100, 200), // metadata of Alibaba's
            new Block(NEVER, 32, 192, 0, 0, 192), // metadata of Oracle's
            new Block(NEVER, 4, 224), // multicast
            new Block(NEVER, 4, 240), // reserved, and broadcast
            new Block(NEVER, 8, 0),
            new Block(INSIDE, 8, 10),
            new Block(INSIDE, 10, 100, 64), // shared by a carrier
            new Block(INSIDE, 8, 127),
            new Block(INSIDE, 12, 172, 16),
            new Block(INSIDE, 24, 192, 0, 0),
            new Block(INSIDE, 24, 192, 0, 2), // documentation
            new Block(INSIDE, 24, 192, 88, 99), // relays of 6to4
            new Block(INSIDE, 16, 192, 168),
            new Block(INSIDE, 15, 198, 18), // benchmarks
            new Block(INSIDE, 24, 198, 51, 100), // documentation
            new Block(INSIDE, 24, 203, 0, 113)); // documentation

    private static final List<Block> WIDE = List.of(
            new Block(NEVER, 10, 0xfe, 0x80),
            new Block(NEVER, 8, 0xff),
            new Block(NEVER, 128, 0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54), // metadata of AWS
            new Block(
                    NEVER, 128, 0xfd, 0x20, 0, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02,
                    0x54), // metadata of Google's cloud
            new Block(INSIDE, 7, 0xfc), // unique local
            new Block(INSIDE, 10, 0xfe, 0xc0), // site-local
            new Block(INSIDE, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    private static final Block GLOBAL = new Block(PUBLIC, 3, 0x20);
    private static final List<Block> NOT_QUITE_GLOBAL = List.of(
            new Block(NEVER, 23, 0x20, 0x01, 0x00), // Teredo and other protocols: what is behind it cannot be seen
            new Block(INSIDE, 32, 0x20, 0x01, 0x0d, 0xb8), // documentation
            new Block(NEVER, 16, 0x20, 0x02), // 6to4
            new Block(INSIDE, 20, 0x3f, 0xff, 0x00)); // documentation

    /** Where this address is. An IPv4 address inside an IPv6 one is judged as itself; what no rule knows is reached by no name. */
    static Address of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return narrow(bytes);
        }
        boolean translated = new Block(PUBLIC, 96, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0).holds(bytes);
        boolean mapped = new Block(PUBLIC, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff).holds(bytes);
        if (translated || mapped) {
            return narrow(Arrays.copyOfRange(bytes, 12, 16));
        }
        for (Block block : WIDE) {
            if (block.holds(bytes)) {
                return block.where();
            }
        }
        if (!GLOBAL.holds(bytes)) {
            return NEVER;
        }
        return NOT_QUITE_GLOBAL.stream()
                .filter(block -> block.holds(bytes))
                .findFirst()
                .map(Block::where)
                .orElse(PUBLIC);
    }

    private static Address narrow(byte[] bytes) {
        return BLOCKS.stream()
                .filter(block -> block.holds(bytes))
                .findFirst()
                .map(Block::where)
                .orElse(PUBLIC);
    }

    /** All addresses that start with the same bits. */
    private record Block(Address where, int bits, List<Integer> start) {

        Block(Address where, int bits, Integer... start) {
            this(where, bits, List.of(start));
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                int wanted = bit / 8 < start.size() ? start.get(bit / 8) : 0;
                if (bit / 8 >= address.length || (address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
