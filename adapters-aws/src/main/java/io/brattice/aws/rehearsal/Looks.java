package io.brattice.aws.rehearsal;

import io.brattice.action.Arguments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up for an operation: a row of {@code looks.json}.
 *
 * @param exact true where the request and these look-ups say all that happens
 */
record Looks(List<Look> looks, boolean exact) {

    private static final Map<String, Looks> SHIPPED = read();

    Looks {
        looks = List.copyOf(looks);
    }

    /** Of {@code rds:DeleteDBInstance}; empty where nothing is known to look at. */
    static Optional<Looks> of(String id) {
        return Optional.ofNullable(SHIPPED.get(id));
    }

    static Map<String, Looks> shipped() {
        return SHIPPED;
    }

    private static Map<String, Looks> read() {
        Map<String, Looks> all = new LinkedHashMap<>();
        if (json().get("rows") instanceof List<?> rows) {
            for (Object one : rows) {
                Map<String, @Nullable Object> row = Look.members(one);
                List<?> ids = row.get("ids") instanceof List<?> list ? list : List.of();
                for (Object id : ids) {
                    String operation = String.valueOf(id);
                    String service = operation.substring(0, operation.indexOf(':'));
                    List<?> looks = row.get("looks") instanceof List<?> list ? list : List.of();
                    List<Look> read = looks.stream()
                            .map(look -> Look.read(service, Look.members(look)))
                            .toList();
                    if (all.put(operation, new Looks(read, Boolean.TRUE.equals(row.get("exact")))) != null) {
                        throw new IllegalStateException("two rows for `" + operation + "`; keep one");
                    }
                }
            }
        }
        return Map.copyOf(all);
    }

    private static Map<String, @Nullable Object> json() {
        try (InputStream in = Looks.class.getResourceAsStream("looks.json")) {
            if (in == null) {
                throw new IllegalStateException("there is no resource `looks.json`; build the jar again");
            }
            return Arguments.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .asMap();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
