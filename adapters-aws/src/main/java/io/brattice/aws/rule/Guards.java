package io.brattice.aws.rule;

import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Catalogue;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks a request of any operation and names the dangers in it, whether there is a rule for the operation or not. */
final class Guards {

    /** What takes away cannot let anybody in. */
    private static final List<String> TAKES = List.of(
            "Revoke",
            "Delete",
            "Remove",
            "Disassociate",
            "Deregister",
            "Reject",
            "Untag",
            "Simulate",
            "Validate",
            "Check");

    /** What makes something anew takes no protection from what was there. */
    private static final List<String> MAKES = List.of(
            "Create", "Run", "Restore", "Import", "Launch", "Register", "Request", "Copy", "Allocate", "Publish");

    private final World world;
    private final Set<Guard> awake;
    private final Set<Guard> seen = EnumSet.noneOf(Guard.class);

    private Guards(World world, Set<Guard> awake) {
        this.world = world;
        this.awake = awake;
    }

    /** The dangers in a call, but for those that are skipped. */
    static Set<Guard> seen(AwsCall call, Set<Guard> skips, World world) {
        if (reads(call)) {
            return Set.of();
        }
        Set<Guard> awake = EnumSet.allOf(Guard.class);
        awake.removeAll(skips);
        if (begins(call.operation(), TAKES)) {
            awake.retainAll(EnumSet.of(Guard.PROTECTION, Guard.BYPASS));
        }
        if (begins(call.operation(), MAKES)) {
            awake.remove(Guard.PROTECTION);
        }
        Guards guards = new Guards(world, awake);
        guards.walk("", call.parameters().asMap());
        return guards.seen;
    }

    private static boolean reads(AwsCall call) {
        return Catalogue.shipped()
                .operation(call.service(), call.operation())
                .filter(operation -> operation.inherent() == Reversibility.READ_ONLY)
                .isPresent();
    }

    private static boolean begins(String operation, List<String> verbs) {
        return verbs.stream().anyMatch(operation::startsWith);
    }

    private void walk(String name, @Nullable Object value) {
        look(name, value);
        if (value instanceof Map<?, ?> members) {
            members.forEach((key, member) -> walk(String.valueOf(key), member));
            if (members.get("Key") instanceof String key) {
                look(key, members.get("Value"));
            }
        } else if (value instanceof List<?> items) {
            items.forEach(item -> walk(name, item));
        }
    }

    private void look(String name, @Nullable Object value) {
        Predicate<Guard> sees = guard -> !seen.contains(guard) && guard.sees(name, value, world);
        awake.stream().filter(sees).forEach(seen::add);
    }
}
