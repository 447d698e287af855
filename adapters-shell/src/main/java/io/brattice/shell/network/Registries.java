package io.brattice.shell.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The registries that are known, as rows of a table that an operator can add to, change and switch off.
 *
 * <p>Each row has examples, checked when it is read: a row that does not mean what it says is refused, and with it the table.
 */
public final class Registries {

    private static final String TABLE = "registries.txt";
    private static final String OFF = "off";
    private static final Registries USUAL = new Registries(Map.of()).and(table());

    private final Map<String, Registry> byName;

    private Registries(Map<String, Registry> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** npm, PyPI, crates.io, Maven Central and RubyGems. Not the proxy of Go: it fetches from wherever a path says, so a path tells anyone. */
    public static Registries usual() {
        return USUAL;
    }

    /** None: each that is to be granted has to be added. */
    public static Registries none() {
        return new Registries(Map.of());
    }

    /**
     * These and the ones of further rows, {@code NAME | HOSTS | FORM | MATCHES | DOES NOT MATCH}, where the rows of a name take the place of
     * the registry of that name; {@code NAME | off} switches one off. A host written {@code inside:HOST} may be at an address of the inside.
     *
     * @throws IllegalArgumentException when a row is none, or does not match what it says
     */
    public Registries and(String rows) {
        Map<String, Registry> all = new LinkedHashMap<>(byName);
        Map<String, Map<HostName, List<PathForm>>> forms = new LinkedHashMap<>();
        Set<String> inside = new LinkedHashSet<>();
        for (String line : rows.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 2 && cells.get(1).equals(OFF)) {
                all.remove(cells.get(0));
                forms.remove(cells.get(0));
                continue;
            }
            if (cells.size() != 5 || cells.get(0).isEmpty() || cells.get(1).isEmpty()) {
                throw new IllegalArgumentException(
                        "bad row `" + line + "`; expected `NAME | HOSTS | FORM | MATCHES | DOES NOT MATCH`");
            }
            PathForm form = checked(cells);
            for (String host : cells.get(1).split(" +", -1)) {
                if (host.startsWith("inside:")) {
                    inside.add(cells.get(0));
                }
                forms.computeIfAbsent(cells.get(0), name -> new LinkedHashMap<>())
                        .computeIfAbsent(new HostName(host.replaceFirst("^inside:", "")), name -> new ArrayList<>())
                        .add(form);
            }
        }
        forms.forEach((name, hosts) -> all.put(name, new Registry(name, hosts, inside.contains(name))));
        return new Registries(all);
    }

    /** The registry of that name, if it is known and not switched off. */
    public Optional<Registry> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The registry that is at a host, if one is: what could be granted instead of the whole host. */
    public Optional<Registry> at(String host) {
        return HostName.of(host)
                .flatMap(name ->
                        byName.values().stream().filter(one -> one.isAt(name)).findFirst());
    }

    /** All of them. */
    public List<Registry> all() {
        return byName.values().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** All of it, for whoever has to tell whether two are the same. */
    @Override
    public String toString() {
        return all().stream().map(Registry::told).toList().toString();
    }

    private static PathForm checked(List<String> cells) {
        PathForm form = PathForm.of(cells.get(2));
        List<String> yes = examples(cells.get(3));
        List<String> no = examples(cells.get(4));
        if (yes.isEmpty() || no.isEmpty()) {
            throw new IllegalArgumentException("the row of `" + form
                    + "` has no examples; give one path that it matches and one that it does not");
        }
        yes.stream().filter(path -> !form.matches(path)).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException("`" + form + "` does not match `" + path + "`; correct the row");
        });
        no.stream().filter(form::matches).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException("`" + form + "` matches `" + path + "`; correct the row");
        });
        return form;
    }

    private static List<String> examples(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" +", -1));
    }

    private static String table() {
        try (InputStream in = Registries.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the table `" + TABLE + "` is missing; rebuild the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the table `" + TABLE + "` cannot be read", e);
        }
    }
}
