package io.brattice.shell.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the beginning and the end of an output, half of the room each, and counts what lies between. */
final class Capture {

    private final int headRoom;
    private final int tailRoom;
    private byte[] head = new byte[0];
    private int headSize;
    private byte[] tail = new byte[0]; // a ring once it has all its room
    private int tailSize;
    private int next;
    private long dropped;

    Capture(int most) {
        this.headRoom = most - most / 2;
        this.tailRoom = most / 2;
    }

    synchronized void add(byte[] bytes, int count) {
        int first = Math.min(count, headRoom - headSize);
        if (first > 0) {
            head = grown(head, headSize + first, headRoom);
            System.arraycopy(bytes, 0, head, headSize, first);
            headSize += first;
        }
        if (first < count) {
            addToTail(bytes, first, count - first);
        }
    }

    private void addToTail(byte[] bytes, int start, int length) {
        int from = start;
        int count = length;
        if (count > tailRoom) {
            dropped += count - tailRoom;
            from += count - tailRoom;
            count = tailRoom;
        }
        tail = grown(tail, Math.min(tailRoom, tailSize + count), tailRoom);
        dropped += Math.max(0, tailSize + count - tailRoom);
        int run = Math.min(count, (tail.length == tailRoom ? tailRoom : tail.length) - next);
        System.arraycopy(bytes, from, tail, next, run);
        System.arraycopy(bytes, from + run, tail, 0, count - run);
        tailSize = Math.min(tailRoom, tailSize + count);
        next = tailRoom == 0 ? 0 : (next + count) % tailRoom;
    }

    private static byte[] grown(byte[] bytes, int needed, int most) {
        return needed <= bytes.length
                ? bytes
                : Arrays.copyOf(bytes, (int) Math.min(most, Math.max(needed, 2L * bytes.length)));
    }

    synchronized boolean truncated() {
        return dropped > 0;
    }

    /** What was kept; where something is missing a line says how much. No character is cut in two. */
    synchronized String text() {
        byte[] end = new byte[tailSize];
        int oldest = dropped == 0 ? 0 : next;
        System.arraycopy(tail, oldest, end, 0, tailSize - oldest);
        System.arraycopy(tail, 0, end, tailSize - oldest, oldest);
        if (dropped == 0) {
            byte[] all = Arrays.copyOf(head, headSize + tailSize);
            System.arraycopy(end, 0, all, headSize, tailSize);
            return new String(all, StandardCharsets.UTF_8);
        }
        int headEnd = headSize - halfCharacterAtEnd();
        int tailStart = 0;
        while (tailStart < Math.min(3, tailSize) && isContinuation(end[tailStart])) {
            tailStart++;
        }
        long missing = dropped + (headSize - headEnd) + tailStart;
        return new String(head, 0, headEnd, StandardCharsets.UTF_8)
                + "\n[… " + missing + " bytes left out …]\n"
                + new String(end, tailStart, tailSize - tailStart, StandardCharsets.UTF_8);
    }

    /** How many bytes at the end of the head begin a character that goes on behind it. */
    private int halfCharacterAtEnd() {
        for (int back = 1; back <= Math.min(3, headSize); back++) {
            byte b = head[headSize - back];
            if (!isContinuation(b)) {
                int length = (b & 0x80) == 0 ? 1 : (b & 0xe0) == 0xc0 ? 2 : (b & 0xf0) == 0xe0 ? 3 : 4;
                return length > back ? back : 0;
            }
        }
        return 0;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
