package io.brattice.aws.undo;

import io.brattice.Permit;
import io.brattice.Rehearsal;
import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsSender;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tool that takes calls of AWS back: what {@link Tool#undo} of a tool of calls answers. */
public final class TakeBack implements Tool {

    private final String name;
    private final Undos undos;
    private final AwsSender sender;

    private TakeBack(String name, Undos undos, AwsSender sender) {
        this.name = Objects.requireNonNull(name, "name");
        this.undos = Objects.requireNonNull(undos, "undos");
        this.sender = Objects.requireNonNull(sender, "sender");
    }

    /**
     * A tool that takes back by these rows.
     *
     * @param name {@code aws-undo}
     * @param sender reads what is there and sends what puts it back; it asks nobody
     */
    public static TakeBack of(String name, Undos undos, AwsSender sender) {
        return new TakeBack(name, undos, sender);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Reversibility> declared() {
        return Optional.of(Reversibility.REVERSIBLE);
    }

    /** What is put back already is not sent again. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        return Optional.of(call -> plan(call).preview());
    }

    @Override
    public Object run(Permit permit) throws Exception {
        ToolCall call = permit.redeem();
        Plan plan = plan(call);
        boolean asShown = permit.preview()
                .filter(shown -> shown.fingerprint().equals(plan.preview().fingerprint()))
                .isPresent();
        if (!asShown) {
            throw new StaleException("what would be put back is not what was shown");
        }
        return plan.run(sender);
    }

    private Plan plan(ToolCall call) throws Exception {
        return undos.plan(part(call, "secured"), part(call, "left"), sender);
    }

    private static Arguments part(ToolCall call, String name) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (call.arguments().get(name).orElse(Map.of()) instanceof Map<?, ?> part) {
            part.forEach((key, value) -> members.put(String.valueOf(key), value));
        }
        return Arguments.from(members);
    }
}
