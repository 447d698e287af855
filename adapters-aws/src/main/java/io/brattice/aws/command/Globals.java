package io.brattice.aws.command;

import io.brattice.aws.call.Place;
import io.brattice.aws.command.Options.Takes;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that every command has, anywhere in the line, and the variables that stand for them. */
final class Globals {

    private static final Map<String, Takes> TABLE = table();

    private final Map<String, Term> given = new HashMap<>();
    private final List<Term> rest = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private boolean version;

    private Globals() {}

    private static Map<String, Takes> table() {
        Map<String, Takes> table = new HashMap<>();
        for (String flag : List.of(
                "--debug",
                "--no-verify-ssl",
                "--no-paginate",
                "--no-sign-request",
                "--version",
                "--v2-debug",
                "--no-cli-pager",
                "--cli-auto-prompt",
                "--no-cli-auto-prompt")) {
            table.put(flag, Takes.NOTHING);
        }
        for (String option : List.of(
                "--endpoint-url",
                "--output",
                "--query",
                "--profile",
                "--region",
                "--color",
                "--ca-bundle",
                "--cli-read-timeout",
                "--cli-connect-timeout",
                "--cli-binary-format",
                "--cli-error-format")) {
            table.put(option, Takes.ONE);
        }
        return Map.copyOf(table);
    }

    /** Takes the options of every command out of the words of a line. */
    static Globals of(List<Term> words) {
        Globals globals = new Globals();
        int i = 0;
        while (i < words.size()) {
            i = globals.take(words, i);
        }
        return globals;
    }

    private int take(List<Term> words, int i) {
        Term word = words.get(i);
        if (word.known() && word.text().equals("--")) {
            problem = Optional.of("what stands behind `--` is not followed");
            return words.size();
        }
        int equals = word.text().indexOf('=');
        String written = equals < 0 ? word.text() : word.text().substring(0, equals);
        boolean option = Options.isOption(word) && written.startsWith("--") && (word.known() || equals >= 0);
        Optional<String> name = option ? Options.name(written, TABLE) : Optional.empty();
        boolean several =
                option && name.isEmpty() && TABLE.keySet().stream().anyMatch(known -> known.startsWith(written));
        if (several) {
            problem = Optional.of("its option `" + written + "` stands for several");
            return words.size();
        }
        if (name.isEmpty()) {
            rest.add(word);
            return i + 1;
        }
        if (TABLE.get(name.get()) == Takes.NOTHING) {
            version |= name.get().equals("--version");
            given.put(name.get(), Term.of(""));
            return i + 1;
        }
        if (equals >= 0) {
            String value = word.text().substring(equals + 1);
            given.put(name.get(), word.known() ? Term.of(value) : Term.beginning(value));
            return i + 1;
        }
        boolean value = i + 1 < words.size()
                && !words.get(i + 1).many()
                && !(words.get(i + 1).known() && Options.isOption(words.get(i + 1)));
        if (!value) {
            problem = Optional.of("its option `" + name.get() + "` has no value that is known");
            return words.size();
        }
        given.put(name.get(), words.get(i + 1));
        return i + 2;
    }

    /** What is left, in its order. */
    List<Term> rest() {
        return List.copyOf(rest);
    }

    Optional<String> problem() {
        return problem;
    }

    Optional<Term> option(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** True where the line only asks which version this is. */
    boolean version() {
        return version;
    }

    /** Tells of the files that these options name. */
    void files(Told told) {
        Term bundle = given.get("--ca-bundle");
        if (bundle != null) {
            told.file(FileAct.READ, bundle);
        }
    }

    /**
     * Where calls go; empty where that is not known.
     *
     * @param service botocore's name, whose own variable goes before the common one
     */
    Optional<Place> place(String service, Situation situation) {
        Map<String, Term> variables = situation.environment();
        Optional<Term> region =
                first(given.get("--region"), variables.get("AWS_REGION"), variables.get("AWS_DEFAULT_REGION"));
        Optional<Term> profile =
                first(given.get("--profile"), variables.get("AWS_PROFILE"), variables.get("AWS_DEFAULT_PROFILE"));
        String own = "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT).replace('-', '_');
        Optional<Term> endpoint =
                first(given.get("--endpoint-url"), variables.get(own), variables.get("AWS_ENDPOINT_URL"));
        boolean known = List.of(region, profile, endpoint).stream()
                        .allMatch(term -> term.isEmpty() || term.get().known())
                && (endpoint.isPresent() || variables.keySet().stream().noneMatch(Globals::isOfAnotherService));
        if (!known) {
            return Optional.empty();
        }
        try {
            Optional<URI> address = endpoint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new URI(endpoint.get().text()));
            return Optional.of(new Place(region.map(Term::text), address, profile.map(Term::text)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A service may be called otherwise in the name of its variable than here. */
    private static boolean isOfAnotherService(String variable) {
        return variable.startsWith("AWS_ENDPOINT_URL_") || variable.equals("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    }

    private static Optional<Term> first(@Nullable Term... terms) {
        for (@Nullable Term term : terms) {
            if (term != null && !(term.known() && term.text().isEmpty())) {
                return Optional.of(term);
            }
        }
        return Optional.empty();
    }
}
