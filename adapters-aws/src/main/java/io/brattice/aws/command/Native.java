package io.brattice.aws.command;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.catalogue.Operation;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operation of a service with its options: one call. */
final class Native {

    /** An option: which member it sets, and how. */
    private record Setter(String option, String path, char letter, Optional<Boolean> flag) {}

    /** What a skeleton may be written as; for another word nothing is certain. */
    private static final List<Term> FORMS = List.of(Term.of("input"), Term.of("output"), Term.of("yaml-input"));

    private final Operation operation;
    private final Shapes shapes;
    private final Told told;
    private final Values values;
    private final Map<String, Setter> setters = new HashMap<>();
    private final Map<String, Options.Takes> table = new HashMap<>();
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    private boolean whole;

    private Native(Operation operation, Shapes shapes, NamedFiles files, Told told, boolean whole) {
        this.operation = operation;
        this.shapes = shapes;
        this.told = told;
        this.values = new Values(shapes, operation.service(), operation.name(), files, told);
        this.whole = whole;
    }

    /** Tells of the call that these words make. */
    static void read(Operation operation, String kebab, Line line, Shapes shapes, Told told) {
        Native reader = new Native(operation, shapes, new NamedFiles(line.situation(), told), told, line.certain());
        reader.tabulate(kebab);
        try {
            reader.read(line);
        } catch (IllegalArgumentException e) {
            told.opaque("what it is given is not understood: " + e.getMessage());
        }
    }

    private void tabulate(String kebab) {
        for (String member : operation.members()) {
            String option = "--" + Kebab.of(member);
            char letter = shapes.at(operation.service(), operation.name(), member);
            switch (letter) {
                case 'b' -> {
                    add(new Setter(option, member, letter, Optional.of(true)), Options.Takes.NOTHING);
                    add(
                            new Setter("--no-" + option.substring(2), member, letter, Optional.of(false)),
                            Options.Takes.NOTHING);
                }
                case 'V' -> {
                    add(new Setter(option, member, letter, Optional.empty()), Options.Takes.PERHAPS);
                    add(
                            new Setter("--no-" + option.substring(2), member, letter, Optional.of(false)),
                            Options.Takes.NOTHING);
                }
                default -> add(new Setter(option, member, letter, Optional.empty()), takes(letter));
            }
        }
        for (Extras extra : Extras.of(operation.service(), kebab)) {
            char letter =
                    extra.how() == '-' ? shapes.at(operation.service(), operation.name(), extra.path()) : extra.how();
            switch (letter) {
                case '!' ->
                    add(new Setter(extra.option(), extra.path(), 'b', Optional.of(false)), Options.Takes.NOTHING);
                case 'b' ->
                    add(new Setter(extra.option(), extra.path(), 'b', Optional.of(true)), Options.Takes.NOTHING);
                default -> add(new Setter(extra.option(), extra.path(), letter, Optional.empty()), takes(letter));
            }
        }
        for (String own :
                List.of("--cli-input-json", "--cli-input-yaml", "--starting-token", "--max-items", "--page-size")) {
            table.putIfAbsent(own, Options.Takes.ONE);
        }
        table.put("--generate-cli-skeleton", Options.Takes.PERHAPS);
    }

    private void add(Setter setter, Options.Takes takes) {
        setters.put(setter.option(), setter);
        table.put(setter.option(), takes);
    }

    private static Options.Takes takes(char letter) {
        return "lnL".indexOf(letter) >= 0 ? Options.Takes.SOME : Options.Takes.ONE;
    }

    private void read(Line line) {
        Options options = Options.split(line.rest(), table);
        if (options.problem().isPresent()) {
            told.opaque(options.problem().get());
            return;
        }
        boolean streams = shapes.streams(operation.service(), operation.name());
        List<Term> others = options.others();
        boolean help = !others.isEmpty() && others.get(others.size() - 1).equals(Term.of("help"));
        boolean skeleton = options.has("--generate-cli-skeleton")
                && options.one("--generate-cli-skeleton")
                        .filter(form -> !FORMS.contains(form))
                        .isEmpty();
        if (skeleton || help && others.size() == (streams ? 2 : 1)) {
            return;
        }
        if (others.size() != (streams ? 1 : 0)) {
            told.opaque("`" + others.stream().findFirst().map(Term::toString).orElse("")
                    + "` is no option, or the file for the answer is missing");
            return;
        }
        others.forEach(file -> told.file(FileAct.WRITE, file));
        options.given().forEach(this::set);
        options.one("--cli-input-json").ifPresent(this::input);
        options.one("--cli-input-yaml").ifPresent(this::input);
        told.call(new AwsCall(operation.service(), operation.name(), Arguments.from(parameters), line.place()), whole);
    }

    private void set(String option, List<Term> words) {
        Setter setter = setters.get(option);
        if (setter == null) {
            return; // one of the program's own
        }
        if (setter.flag().isPresent()) {
            boolean truth = setter.flag().get();
            put(setter.path(), setter.letter() == 'V' ? Map.of("Value", truth) : truth);
            return;
        }
        switch (setter.letter()) {
            case '<' -> told.file(FileAct.READ, words.get(0));
            case '>' -> told.file(FileAct.WRITE, words.get(0));
            case 'V' -> {
                if (words.isEmpty()) {
                    put(setter.path(), Map.of("Value", true));
                } else {
                    value(setter, words);
                }
            }
            default -> value(setter, words);
        }
    }

    private void value(Setter setter, List<Term> words) {
        char letter = "prcd".indexOf(setter.letter()) >= 0 ? 's' : setter.letter();
        Values.Value value = values.of(setter.option(), letter, setter.path(), words);
        whole &= value.whole();
        if (!value.present() || setter.path().isEmpty()) {
            return;
        }
        String text = String.valueOf(value.value());
        switch (setter.letter()) {
            case 'p' -> put(setter.path(), text.equals("all") ? "-1" : text);
            case 'r' -> {
                boolean all = text.equals("all") || text.equals("-1");
                int dash = text.indexOf('-', 1);
                put(setter.path(), new BigDecimal(all ? "-1" : dash < 0 ? text : text.substring(0, dash)));
                put(setter.path().replace("From", "To"), new BigDecimal(all ? "-1" : text.substring(dash + 1)));
            }
            case 'c' -> {
                int colon = text.indexOf(':');
                put("MinCount", new BigDecimal(colon < 0 ? text : text.substring(0, colon)));
                put("MaxCount", new BigDecimal(text.substring(colon + 1)));
            }
            case 'd' -> put(setter.path(), pairs(text));
            default -> put(setter.path(), value.value());
        }
        if (setter.path().startsWith("revision.")) { // the program names the kind of it, too
            put("revision.revisionType", setter.path().endsWith("s3Location") ? "S3" : "GitHub");
        }
    }

    private static List<Map<String, String>> pairs(String text) {
        List<Map<String, String>> pairs = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("`" + pair + "` is no name and value");
            }
            pairs.add(Map.of("Name", pair.substring(0, equals), "Value", pair.substring(equals + 1)));
        }
        return pairs;
    }

    /** Sets a member, also deep below: {@code IpPermissions.0.IpProtocol}. */
    private void put(String path, @Nullable Object value) {
        List<String> steps = List.of(path.split("\\.", -1));
        Map<String, @Nullable Object> at = parameters;
        for (int i = 0; i < steps.size() - 1; i++) {
            boolean list = steps.get(i + 1).equals("0");
            Object inner = at.get(steps.get(i));
            Map<String, @Nullable Object> next = inner instanceof List<?> items ? open(items.get(0)) : open(inner);
            at.put(steps.get(i), list ? List.of(next) : next);
            at = next;
            i += list ? 1 : 0;
        }
        at.put(steps.get(steps.size() - 1), value);
    }

    /** A map that can be written to, with what was there. */
    private static Map<String, @Nullable Object> open(@Nullable Object inner) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (inner instanceof Map<?, ?> map) {
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        return copy;
    }

    /** The whole request as JSON, which gives way to the options. YAML is read where it is JSON. */
    private void input(Term word) {
        Values.Value value = values.of("--cli-input-json", 'j', "", List.of(word));
        whole &= value.whole();
        if (value.value() instanceof Map<?, ?> members) {
            members.forEach((name, member) -> parameters.putIfAbsent(String.valueOf(name), member));
        } else {
            whole = false;
        }
    }
}
