package io.brattice.rulebook.decide;

import java.util.Arrays;
import java.util.Optional;

/** Addresses and networks, read without asking anybody for a name. */
final class Network {

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * @throws IllegalArgumentException if it is no network
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        boolean plain = slash < 0 || (length.length() <= 3 && length.matches("0|[1-9][0-9]*"));
        if (address.isEmpty() || !plain) {
            throw new IllegalArgumentException("`" + text + "` is no network; write it like `10.0.0.0/8`");
        }
        int all = address.get().length * 8;
        // A network of addresses that stand for IPv4 was read as IPv4: its first 96 bits are gone.
        boolean mapped = all == 32 && text.indexOf(':') >= 0;
        int bits = slash < 0 ? all : Integer.parseInt(length) - (mapped ? 96 : 0);
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException(
                    "`" + text + "` has a length that no network has; write it like `10.0.0.0/8`");
        }
        return new Network(address.get(), bits);
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((other[bit >> 3] & mask) != (address[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Four or sixteen bytes; IPv6 that stands for IPv4 is four. Empty where it is no address, or one that readers read differently. */
    static Optional<byte[]> address(String text) {
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    private static Optional<byte[]> four(String text) {
        byte[] bytes = new byte[4];
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int from = at;
            int value = 0;
            while (at < text.length() && at - from < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean octal = at - from > 1 && text.charAt(from) == '0';
            boolean ended = i < 3 ? at < text.length() && text.charAt(at) == '.' : at == text.length();
            if (at == from || value > 255 || octal || !ended) {
                return Optional.empty();
            }
            bytes[i] = (byte) value;
            at++;
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> six(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        Optional<byte[]> whole;
        if (gap < 0) {
            whole = groups(text).filter(all -> all.length == 16);
        } else {
            Optional<byte[]> head = groups(text.substring(0, gap));
            Optional<byte[]> tail = groups(text.substring(gap + 2));
            if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) {
                return Optional.empty();
            }
            byte[] all = Arrays.copyOf(head.get(), 16);
            System.arraycopy(tail.get(), 0, all, 16 - tail.get().length, tail.get().length);
            whole = Optional.of(all);
        }
        return whole.map(Network::withoutMapping);
    }

    private static byte[] withoutMapping(byte[] six) {
        for (int i = 0; i < 12; i++) {
            if (six[i] != (i < 10 ? 0 : (byte) 0xff)) {
                return six;
            }
        }
        return Arrays.copyOfRange(six, 12, 16);
    }

    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] all = text.split(":", -1);
        byte[] bytes = new byte[16];
        int length = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == all.length - 1 && all[i].indexOf('.') >= 0) {
                Optional<byte[]> last = four(all[i]);
                if (last.isEmpty() || length + 4 > 16) {
                    return Optional.empty();
                }
                System.arraycopy(last.get(), 0, bytes, length, 4);
                length += 4;
                continue;
            }
            if (length + 2 > 16 || !all[i].matches("[0-9A-Fa-f]{1,4}")) {
                return Optional.empty();
            }
            int value = Integer.parseInt(all[i], 16);
            bytes[length++] = (byte) (value >> 8);
            bytes[length++] = (byte) value;
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }
}
