package io.brattice.action;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the canonical form of RFC 8785: no white space, members in order, the fewest escapes, UTF-8.
 *
 * <p>Injective: two values have the same bytes if and only if they are the same value. It relies on what
 * {@link Snapshot} and {@link StrictJson} let through: objects in order, well-formed strings, numbers in their one form.
 */
final class CanonicalJson {
    private static final int FIRST_CAPACITY = 64;
    private static final int LONGEST_UNIT =
            6; // a UTF-16 code unit becomes at most six bytes: an escape with four digits
    private static final byte[] LOWER_HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    private CanonicalJson() {}

    static byte[] encode(JsonObject object) {
        CanonicalJson json = new CanonicalJson();
        json.value(object);
        return Arrays.copyOf(json.bytes, json.length);
    }

    /** Begins an object that is written member by member; the caller keeps them in canonical order. */
    static CanonicalJson members() {
        return new CanonicalJson();
    }

    /** One member after others: its value is a string, or null where there is none. */
    CanonicalJson member(String name, Optional<String> value) {
        ascii(',');
        string(name);
        ascii(':');
        if (value.isPresent()) {
            string(value.get());
        } else {
            ascii("null");
        }
        return this;
    }

    /** Gives what is written so far to the digest, and begins anew. */
    void drainInto(MessageDigest digest) {
        digest.update(bytes, 0, length);
        length = 0;
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Long number) {
            integer(number);
        } else if (value instanceof JsonObject object) {
            object(object);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof BigDecimal decimal) {
            ascii(JsonNumber.text(decimal));
        } else { // null, Boolean, BigInteger
            ascii(String.valueOf(value));
        }
    }

    private void object(JsonObject object) {
        char before = '{';
        for (Map.Entry<String, @Nullable Object> member : object.entrySet()) {
            ascii(before);
            string(member.getKey());
            ascii(':');
            value(member.getValue());
            before = ',';
        }
        if (before == '{') {
            ascii('{');
        }
        ascii('}');
    }

    private void list(List<?> list) {
        char before = '[';
        for (Object item : list) {
            ascii(before);
            value(item);
            before = ',';
        }
        if (before == '[') {
            ascii('[');
        }
        ascii(']');
    }

    private void integer(long number) {
        if (0 <= number && number <= 9) {
            ascii((char) ('0' + number));
        } else {
            ascii(Long.toString(number));
        }
    }

    private void ascii(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** Most strings are plain ASCII throughout; the rest goes on where the first other character stands. */
    private void string(String text) {
        int units = text.length();
        reserve(units + 2);
        byte[] target = bytes;
        int end = length;
        target[end++] = '"';
        int i = 0;
        while (i < units) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                break;
            }
            target[end++] = (byte) c;
            i++;
        }
        length = end;
        while (i < units) {
            int codePoint = text.codePointAt(i);
            codePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        ascii('"');
    }

    private void codePoint(int c) {
        reserve(LONGEST_UNIT);
        if (c < 0x80) {
            ascii7(c);
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
            continuation(c);
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            continuation(c >> 6);
            continuation(c);
        } else {
            bytes[length++] = (byte) (0xf0 | (c >> 18));
            continuation(c >> 12);
            continuation(c >> 6);
            continuation(c);
        }
    }

    private void continuation(int bits) {
        bytes[length++] = (byte) (0x80 | (bits & 0x3f));
    }

    private void ascii7(int c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\b' -> escape('b');
            case '\t' -> escape('t');
            case '\n' -> escape('n');
            case '\f' -> escape('f');
            case '\r' -> escape('r');
            default -> {
                if (c < ' ') {
                    escape('u');
                    bytes[length++] = '0';
                    bytes[length++] = '0';
                    bytes[length++] = LOWER_HEX[c >> 4];
                    bytes[length++] = LOWER_HEX[c & 0xf];
                } else {
                    bytes[length++] = (byte) c;
                }
            }
        }
    }

    private void escape(int letter) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) letter;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
