package io.brattice.journal;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Digest;
import io.brattice.action.Effect;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.action.Verb;
import io.brattice.approval.Approval;
import io.brattice.approval.Person;
import io.brattice.policy.ApprovalTerms;
import io.brattice.policy.Balance;
import io.brattice.policy.Charge;
import io.brattice.policy.History;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads back what {@link LedgerWriter} wrote. Every type is named here, none in the bytes: nothing that was stored can choose
 * what is built from it.
 */
final class LedgerReader {

    private static final int DIGEST_BYTES = 32;

    private final DataInputStream in;

    LedgerReader(byte[] event) {
        this.in = new DataInputStream(new ByteArrayInputStream(event));
    }

    /** Reads one value. */
    interface Item<T> {
        T read() throws IOException;
    }

    int code() throws IOException {
        return in.readUnsignedByte();
    }

    /** A record that goes on after its last field was not written by this code. */
    void end() throws IOException {
        if (in.read() >= 0) {
            throw new IOException("bytes after its last field");
        }
    }

    String string() throws IOException {
        int length = count();
        if (length == 0) {
            return "";
        }
        if (length <= LedgerWriter.CHUNK) {
            return in.readUTF();
        }
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(in.readUTF());
        }
        return text.toString();
    }

    long number() throws IOException {
        return in.readLong();
    }

    boolean flag() throws IOException {
        return in.readBoolean();
    }

    Instant instant() throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private Duration duration() throws IOException {
        return Duration.ofSeconds(in.readLong(), in.readInt());
    }

    <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        return Enum.valueOf(type, string());
    }

    Digest digest() throws IOException {
        return Digest.parse(HexFormat.of().formatHex(bytes(DIGEST_BYTES)));
    }

    Arguments arguments() throws IOException {
        byte[] canonical = bytes(count());
        return canonical.length == 2
                ? Arguments.none()
                : Arguments.fromJson(new String(canonical, StandardCharsets.UTF_8));
    }

    Effect effect() throws IOException {
        return new Effect(
                constant(Verb.class),
                new Resource(string()),
                number(),
                number(),
                constant(Reversibility.class),
                constant(Reversibility.class));
    }

    History.Past past() throws IOException {
        return new History.Past(
                string(),
                string(),
                string(),
                instant(),
                list(this::effect),
                constant(Reversibility.class),
                constant(History.State.class));
    }

    History.Refusal refusal() throws IOException {
        return new History.Refusal(
                constant(Verb.class),
                new Resource(string()),
                constant(Reversibility.class),
                instant(),
                instant(),
                string(),
                string());
    }

    Claim claim() throws IOException {
        return new Claim(string(), digest(), digest(), number(), past(), maybe(this::string), flag(), instant());
    }

    Claim chargingClaim() throws IOException {
        Claim plain = claim();
        List<Charge> charges = list(this::charge);
        Map<String, Long> balances = new HashMap<>();
        for (Map.Entry<String, Long> seen : list(() -> Map.entry(string(), number()))) {
            balances.put(seen.getKey(), seen.getValue());
        }
        return new Claim(
                plain.principal(),
                plain.action(),
                plain.repetition(),
                plain.seen(),
                plain.effects(),
                plain.ticket(),
                plain.evenWhenStopped(),
                plain.at(),
                charges,
                balances);
    }

    Charge charge() throws IOException {
        return new Charge(string(), decimal(), duration());
    }

    Balance balance() throws IOException {
        return new Balance(number(), duration(), list(() -> new Balance.Cell(instant(), instant(), decimal())));
    }

    private BigDecimal decimal() throws IOException {
        return new BigDecimal(string());
    }

    LedgerState.Call call() throws IOException {
        return new LedgerState.Call(
                string(),
                digest(),
                digest(),
                past(),
                number(),
                maybe(this::string),
                string(),
                arguments(),
                instant(),
                List.of());
    }

    Approval approval() throws IOException {
        return new Approval(
                flag(), new Person(string(), string(), set(this::string)), string(), digest(), maybe(this::arguments));
    }

    private Caller caller() throws IOException {
        return new Caller(
                constant(Caller.Kind.class),
                string(),
                string(),
                string(),
                maybe(this::string),
                set(this::string),
                maybe(this::string),
                set(this::string));
    }

    private ToolCall toolCall() throws IOException {
        return new ToolCall(string(), string(), arguments(), caller(), string());
    }

    private ApprovalTerms terms() throws IOException {
        return new ApprovalTerms(
                Math.toIntExact(number()),
                set(this::string),
                flag(),
                duration(),
                duration(),
                duration(),
                set(this::string));
    }

    Parked question() throws IOException {
        return new Parked(
                string(),
                toolCall(),
                digest(),
                digest(),
                list(this::effect),
                terms(),
                instant(),
                constant(Parked.State.class),
                list(this::approval),
                instant(),
                instant(),
                maybe(this::arguments));
    }

    <T> List<T> list(Item<T> item) throws IOException {
        int size = count();
        List<T> items = new ArrayList<>(Math.min(size, in.available()));
        for (int i = 0; i < size; i++) {
            items.add(item.read());
        }
        return items;
    }

    private <T> Set<T> set(Item<T> item) throws IOException {
        return new LinkedHashSet<>(list(item));
    }

    private <T> Optional<T> maybe(Item<T> item) throws IOException {
        return in.readBoolean() ? Optional.of(item.read()) : Optional.empty();
    }

    private int count() throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("a negative length");
        }
        return count;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("a field that is cut off");
        }
        return bytes;
    }
}
