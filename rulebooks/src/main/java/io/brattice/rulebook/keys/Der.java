package io.brattice.rulebook.keys;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** As much of DER as an encrypted private key needs. The JDK writes PBES2 in another way in each of its versions. */
final class Der {

    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int LONGEST = 1 << 16;
    private static final int LONG_FORM = 0x80;

    private final byte[] bytes;
    private final int end;
    private int at;

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return value(SEQUENCE, all.toByteArray());
    }

    static byte[] oid(String hex) {
        return value(OID, HexFormat.of().parseHex(hex));
    }

    static byte[] octets(byte[] content) {
        return value(OCTETS, content);
    }

    static byte[] integer(int number) {
        return value(INTEGER, java.math.BigInteger.valueOf(number).toByteArray());
    }

    static byte[] nothing() {
        return value(NULL, new byte[0]);
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < LONG_FORM) {
            out.write(content.length);
        } else if (content.length < 1 << 8) {
            out.write(LONG_FORM | 1);
            out.write(content.length);
        } else {
            out.write(LONG_FORM | 2);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** Reads what these bytes are, from end to end. */
    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** What is inside the next value, which must be a sequence. */
    Der enter() {
        int length = head(SEQUENCE);
        Der inside = new Der(bytes, at, at + length);
        at += length;
        return inside;
    }

    /** The content of the next value, which must have this tag. */
    byte[] next(int tag) {
        int length = head(tag);
        byte[] content = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return content;
    }

    void oid(String hex, String what) {
        if (!HexFormat.of().formatHex(next(OID)).equals(hex)) {
            throw new IllegalArgumentException("encrypted in another way than " + what
                    + "; convert it with `openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256`");
        }
    }

    boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    void end() {
        if (at != end) {
            throw broken();
        }
    }

    private int head(int tag) {
        if (end - at < 2 || (bytes[at] & 0xff) != tag) {
            throw broken();
        }
        int length = bytes[at + 1] & 0xff;
        at += 2;
        if (length >= LONG_FORM) {
            int count = length & ~LONG_FORM;
            if (count < 1 || count > 2 || end - at < count) {
                throw broken();
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | (bytes[at++] & 0xff);
            }
        }
        if (length > LONGEST || length > end - at) {
            throw broken();
        }
        return length;
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("not an encrypted private key (PKCS #8); pass the file as it was made");
    }
}
