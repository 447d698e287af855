package io.brattice.aws.catalogue.make;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** Numbers of seven bits a byte, and texts that end with a line feed. */
final class Sink {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void number(int number) {
        int left = number;
        while (left > 0x7f) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    void text(String text) {
        raw((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** How many, and the bytes. */
    void bytes(byte[] bytes) {
        number(bytes.length);
        raw(bytes);
    }

    void raw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] packed(byte[] plain, byte[] dictionary) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(dictionary);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
