package io.brattice.aws.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what is packed in the resource: numbers of seven bits a byte, and texts that end with a line feed. */
final class Source {

    private final byte[] bytes;
    private int at;

    Source(byte[] bytes) {
        this.bytes = bytes;
    }

    int number() {
        int number = 0;
        int shift = 0;
        int next;
        do {
            next = bytes[at++];
            number |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    String text() {
        int start = at;
        while (bytes[at] != '\n') {
            at++;
        }
        return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
    }

    String[] texts(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = text();
        }
        return texts;
    }

    /** As many as are said to follow. */
    byte[] bytes() {
        return raw(number());
    }

    byte[] raw(int count) {
        byte[] raw = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return raw;
    }

    int at() {
        return at;
    }

    static byte[] unpacked(byte[] packed, int start, int count, int size, byte[] dictionary) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(dictionary);
            inflater.setInput(packed, start, count);
            byte[] plain = new byte[size];
            int done = 0;
            while (done < size) {
                int more = inflater.inflate(plain, done, size - done);
                if (more == 0) {
                    throw new IllegalStateException("the catalogue of AWS is cut off; build the jar anew");
                }
                done += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("the catalogue of AWS is damaged; build the jar anew", e);
        } finally {
            inflater.end();
        }
    }
}
