package io.brattice.shell.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What bash makes of the text between the quotes of {@code $'…'}. */
final class AnsiText {
    private final String raw;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pos;

    private AnsiText(String raw) {
        this.raw = raw;
    }

    /** Empty when the result is not text in UTF-8. */
    static Optional<String> value(String raw) {
        return new AnsiText(raw).decode();
    }

    private Optional<String> decode() {
        while (pos < raw.length()) {
            int c = raw.codePointAt(pos);
            pos += Character.charCount(c);
            if (c != '\\' || pos >= raw.length()) {
                put(c);
            } else if (!escape()) {
                break;
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** False when the text ends here. */
    private boolean escape() {
        int c = raw.codePointAt(pos);
        pos += Character.charCount(c);
        switch (c) {
            case 'a' -> bytes.write(7);
            case 'b' -> bytes.write(8);
            case 'e', 'E' -> bytes.write(27);
            case 'f' -> bytes.write(12);
            case 'n' -> bytes.write(10);
            case 'r' -> bytes.write(13);
            case 't' -> bytes.write(9);
            case 'v' -> bytes.write(11);
            case '\\', '\'', '"', '?' -> bytes.write(c);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                pos--;
                return octet(number(3, 8));
            }
            case 'x' -> {
                return hexadecimal();
            }
            case 'u' -> {
                return unicode(4);
            }
            case 'U' -> {
                return unicode(8);
            }
            case 'c' -> {
                return control();
            }
            default -> {
                bytes.write('\\');
                put(c);
            }
        }
        return true;
    }

    private boolean hexadecimal() {
        int from = pos;
        int value = (int) number(2, 16);
        if (pos == from) {
            bytes.write('\\');
            bytes.write('x');
            return true;
        }
        return octet(value);
    }

    private boolean unicode(int digits) {
        int from = pos;
        long value = number(digits, 16);
        if (pos == from) {
            bytes.write('\\');
            bytes.write(digits == 4 ? 'u' : 'U');
            return true;
        }
        if (value == 0) {
            return false;
        }
        if (value > Character.MAX_CODE_POINT || value >= 0xD800 && value <= 0xDFFF) {
            bytes.write(0xFF);
        } else {
            put((int) value);
        }
        return true;
    }

    private boolean control() {
        if (pos >= raw.length()) {
            bytes.write('\\');
            bytes.write('c');
            return true;
        }
        int c = raw.codePointAt(pos);
        pos += Character.charCount(c);
        if (c == '\\' && pos < raw.length() && raw.charAt(pos) == '\\') {
            pos++;
        }
        if (c > 127) {
            bytes.write(0xFF);
            return true;
        }
        return octet(c == '?' ? 127 : Character.toUpperCase(c) & 0x1F);
    }

    private boolean octet(long value) {
        if ((value & 0xFF) == 0) {
            return false;
        }
        bytes.write((int) value & 0xFF);
        return true;
    }

    private long number(int digits, int radix) {
        long value = 0;
        for (int i = 0; i < digits && pos < raw.length(); i++) {
            char c = raw.charAt(pos);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
            pos++;
        }
        return value;
    }

    private void put(int c) {
        byte[] encoded = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8);
        bytes.write(encoded, 0, encoded.length);
    }
}
