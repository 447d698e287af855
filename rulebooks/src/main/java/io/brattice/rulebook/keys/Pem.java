package io.brattice.rulebook.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** RFC 7468: one block of base64 between two lines that say what it is. */
final class Pem {

    private static final int WIDTH = 64;

    private Pem() {}

    static String write(String label, byte[] der) {
        Base64.Encoder lines = Base64.getMimeEncoder(WIDTH, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    static boolean isPem(String text) {
        return text.strip().startsWith("-----BEGIN ");
    }

    /**
     * The one block that the text is, with white space around it at most.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static byte[] read(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        String block = text.strip();
        if (!block.startsWith(begin) || !block.endsWith(end) || block.length() < begin.length() + end.length()) {
            throw new IllegalArgumentException("not one PEM block `" + label + "`; pass the file as it was made");
        }
        String base64 = block.substring(begin.length(), block.length() - end.length());
        try {
            return Base64.getDecoder().decode(base64.replaceAll("[ \\t\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a PEM block that is not base64; pass the file as it was made", e);
        }
    }
}
