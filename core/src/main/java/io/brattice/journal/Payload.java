package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An entry as bytes, in one way only.
 *
 * <pre>
 *  0  i64  seconds since 1970
 *  8  u32  nanoseconds
 * 12  u16  length of the call id
 * 14  n    call id in UTF-8
 *     m    body as canonical JSON in UTF-8
 * </pre>
 *
 * The kind is not in here: it stands in the head of the frame.
 */
final class Payload {
    private static final int FIXED = 14;
    private static final int LONGEST_CALL = 0xffff;
    private static final Map<Integer, Entry.Kind> KINDS = Arrays.stream(Entry.Kind.values())
            .collect(Collectors.toUnmodifiableMap(Entry.Kind::code, Function.identity()));

    private Payload() {}

    /** @throws JournalException if the call id has no UTF-8 form of at most 65535 bytes */
    static byte[] encode(Entry entry, Arguments body) throws JournalException {
        ByteBuffer call = utf8(entry.call());
        byte[] json = body.canonical();
        Instant at = entry.at();
        return ByteBuffer.allocate(FIXED + call.remaining() + json.length)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putShort((short) call.remaining())
                .put(call)
                .put(json)
                .array();
    }

    /** @throws JournalException if the frame is whole, but holds no entry that this version knows */
    static Entry decode(Frame frame) throws JournalException {
        Entry.Kind kind = KINDS.get(frame.kind());
        if (kind == null) {
            throw new JournalException("entry " + frame.sequence() + " is of kind " + frame.kind()
                    + ", which this version does not know; read it with the version that wrote it");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(frame.payload());
            Instant at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            byte[] call = new byte[bytes.getShort() & 0xffff];
            bytes.get(call);
            String json = StandardCharsets.UTF_8.decode(bytes).toString();
            return new Entry(kind, new String(call, StandardCharsets.UTF_8), at, Arguments.fromJson(json));
        } catch (BufferUnderflowException | DateTimeException | InvalidArgumentsException e) {
            throw new JournalException(
                    "entry " + frame.sequence() + " is whole, but no entry; it was not written by this library", e);
        }
    }

    private static ByteBuffer utf8(String call) throws JournalException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(call));
            if (bytes.remaining() <= LONGEST_CALL) {
                return bytes;
            }
        } catch (CharacterCodingException e) {
            throw new JournalException("the call id has an unpaired surrogate; pass well-formed Unicode", e);
        }
        throw new JournalException("the call id is longer than " + LONGEST_CALL + " bytes; pass a shorter one");
    }
}
