package io.brattice.aws.rule;

import io.brattice.aws.call.AwsCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one decision may look at: the request, and facts, each of which is asked once. Not for use by several threads. */
final class World {

    /** The account whose credentials are used. */
    private static final String ACCOUNT = "sts.account";

    private final AwsCall call;
    private final Function<String, Optional<FactRow>> rows;
    private final Facts facts;
    private final Map<String, Ruling.Looked> asked;
    private final Map<String, @Nullable Object> request;

    World(AwsCall call, Function<String, Optional<FactRow>> rows, Facts facts) {
        this(call, rows, facts, new LinkedHashMap<>(), call.parameters().asMap());
    }

    private World(
            AwsCall call,
            Function<String, Optional<FactRow>> rows,
            Facts facts,
            Map<String, Ruling.Looked> asked,
            Map<String, @Nullable Object> request) {
        this.call = call;
        this.rows = rows;
        this.facts = facts;
        this.asked = asked;
        this.request = request;
    }

    /** The same, with an object in place of the request: an item of a list. */
    World at(Map<?, ?> item) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        item.forEach((key, value) -> members.put(String.valueOf(key), value));
        return new World(call, rows, facts, asked, members);
    }

    Map<String, @Nullable Object> request() {
        return request;
    }

    /** What was asked, in order. */
    List<Ruling.Looked> asked() {
        return List.copyOf(asked.values());
    }

    /** The fact of this id; unknown where there is no such row, or it needs a member that is not there. */
    Fact fact(String id) {
        Ruling.Looked known = asked.get(id);
        if (known != null) {
            return known.fact();
        }
        Optional<FactRow> row = rows.apply(id);
        if (row.isEmpty()) {
            return Fact.unknown("there is no fact `" + id + "`");
        }
        List<String> missing = new ArrayList<>();
        FactRow filled = filled(row.get(), missing);
        Fact fact = missing.isEmpty() ? facts.of(filled, call) : Fact.unknown("the call lacks " + missing.get(0));
        asked.put(id, new Ruling.Looked(filled, fact));
        return fact;
    }

    /** The account of the caller; unknown more often than not where nothing is looked up. */
    Fact account() {
        return fact(ACCOUNT);
    }

    private FactRow filled(FactRow row, List<String> missing) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        row.parameters().forEach((name, value) -> {
            if (!(value instanceof String text) || !text.endsWith("?") || isGiven(text)) {
                parameters.put(name, filled(value, missing));
            }
        });
        return new FactRow(
                row.id(), row.service(), row.operation(), parameters, row.take(), row.absent(), row.nothing());
    }

    /** {@code $.cluster?} is left out where the call leaves it out. */
    private boolean isGiven(String member) {
        return call.parameters().names().contains(member.substring(2, member.length() - 1));
    }

    private @Nullable Object filled(@Nullable Object value, List<String> missing) {
        if (value instanceof String text && text.startsWith("$.")) {
            List<String> names = List.of(text.substring(2).replace("?", "").split("\\|", -1));
            Optional<String> name = Path.first(call.parameters().asMap(), names);
            if (name.isEmpty()) {
                missing.add("`" + names.get(0) + "`");
                return null;
            }
            return "$." + name.get();
        }
        if (value instanceof String text && text.startsWith("@")) {
            Fact other = fact(text.substring(1));
            if (other.value() == null) {
                missing.add("the fact `" + text.substring(1) + "`");
            }
            return other.value();
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> all = new ArrayList<>();
            items.forEach(item -> all.add(filled(item, missing)));
            return all;
        }
        if (value instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            members.forEach((key, member) -> all.put(String.valueOf(key), filled(member, missing)));
            return all;
        }
        return value;
    }
}
