package io.brattice.shell.network;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** As much of DER (ITU-T X.690) as a certificate takes. */
final class Der {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int FIRST_YEAR_OF_THE_LONG_FORM = 2050;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] value) {
        return tagged(0x04, value);
    }

    static byte[] text(String value) {
        return tagged(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bits of which so many at the end do not count. */
    static byte[] bits(int unused, byte... value) {
        return tagged(0x03, new byte[] {(byte) unused}, value);
    }

    /** As RFC 5280 wants it: two digits of the year up to 2049, four from then on. */
    static byte[] time(Instant instant) {
        String digits = TIME.format(instant);
        boolean isLong = instant.atZone(ZoneOffset.UTC).getYear() >= FIRST_YEAR_OF_THE_LONG_FORM;
        String written = isLong ? digits : digits.substring(2);
        return tagged(isLong ? 0x18 : 0x17, written.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] identifier(int... arcs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(40 * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    bytes.write(arcs[i] >>> shift & 0x7f | 0x80);
                }
            }
            bytes.write(arcs[i] & 0x7f);
        }
        return tagged(0x06, bytes.toByteArray());
    }

    /** A value with the tag that the context gives it. */
    static byte[] inContext(int number, boolean constructed, byte[] value) {
        return tagged(0x80 | (constructed ? 0x20 : 0) | number, value);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length + 4);
        bytes.write(tag);
        if (length < 0x80) {
            bytes.write(length);
        } else if (length < 0x100) {
            bytes.write(0x81);
            bytes.write(length);
        } else if (length < 0x10000) {
            bytes.write(0x82);
            bytes.write(length >>> 8);
            bytes.write(length);
        } else {
            throw new IllegalArgumentException("no certificate has a part of " + length + " bytes; pass a shorter one");
        }
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
