package io.brattice.aws.command;

import io.brattice.action.Arguments;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.command.Options.Takes;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands of the program that are no operation: rows of {@code commands.txt}. Which parameters their calls have is not known. */
final class Customs {

    private record Row(Map<String, Takes> table, int others, List<String> items) {}

    private static final Map<String, Row> ROWS = read();

    private final Line line;
    private final Options options;
    private final Told told;

    private Customs(Line line, Options options, Told told) {
        this.line = line;
        this.options = options;
        this.told = told;
    }

    /** Tells what a command of the program's own does; false where it is none. */
    static boolean read(Line line, Told told) {
        Row row = ROWS.get(line.service() + " " + line.operation());
        if (row == null) {
            return false;
        }
        if (line.rest().contains(Term.of("help")) && line.rest().size() == 1) {
            return true;
        }
        Options options = Options.split(line.rest(), row.table());
        if (options.problem().isPresent() || options.others().size() > row.others()) {
            told.opaque(options.problem().orElse("`" + line.operation() + "` is given words that are not known"));
            return true;
        }
        Customs customs = new Customs(line, options, told);
        row.items().forEach(customs::item);
        return true;
    }

    private void item(String item) {
        int space = item.indexOf(' ');
        String what = space < 0 ? item : item.substring(0, space);
        String rest = space < 0 ? "" : item.substring(space + 1);
        switch (what) {
            case "reads" -> options.one(rest).ifPresent(file -> told.file(FileAct.READ, file));
            case "tree" -> options.one(rest).ifPresent(folder -> told.file(FileAct.READ_TREE, folder));
            case "writes" -> options.one(rest).ifPresent(file -> told.file(FileAct.WRITE, file));
            case "call" -> call(rest);
            case "disclose" -> told.effect(Verb.DISCLOSE, new Resource(disclosed()), Reversibility.IRREVERSIBLE, rest);
            case "opaque" -> told.opaque(rest);
            case "kubeconfig" -> told.file(FileAct.UPDATE, options.one(rest).orElseGet(this::kubeconfig));
            case "unless" -> {
                int end = rest.indexOf(' ');
                if (!options.has(rest.substring(0, end))) {
                    item(rest.substring(end + 1));
                }
            }
            default -> {} // nothing
        }
    }

    private String disclosed() {
        return "aws:unknown:" + line.place().region().orElse("unknown") + ":" + line.service() + ":secret:"
                + line.operation();
    }

    private Term kubeconfig() {
        Term named = line.situation().environment().get("KUBECONFIG");
        return named != null
                ? named
                : Term.of(line.situation().home().resolve(".kube/config").toString());
    }

    private void call(String text) {
        List<String> words = List.of(text.split(" ", -1));
        String id = words.get(0);
        int colon = id.indexOf(':');
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            String from = word.substring(equals + 1);
            boolean several = from.endsWith("+");
            Optional<Object> value = !from.startsWith("--")
                    ? Optional.of(from)
                    : several ? all(from.substring(0, from.length() - 1)) : text(from);
            value.ifPresent(known -> parameters.put(word.substring(0, equals), known));
        }
        told.call(
                new AwsCall(id.substring(0, colon), id.substring(colon + 1), Arguments.from(parameters), line.place()),
                false);
    }

    private Optional<Object> text(String option) {
        return options.one(option).filter(Term::known).map(Term::text);
    }

    private Optional<Object> all(String option) {
        List<Term> values = options.given().getOrDefault(option, List.of());
        boolean known = !values.isEmpty() && values.stream().allMatch(Term::known);
        return known ? Optional.of(values.stream().map(Term::text).toList()) : Optional.empty();
    }

    private static Map<String, Row> read() {
        Map<String, Row> rows = new HashMap<>();
        for (String line : Shapes.rows("commands.txt")) {
            List<String> cells = Extras.cells(line);
            Map<String, Takes> table = new HashMap<>();
            for (String option : cells.get(1).split(" ", -1)) {
                if (!option.equals("-")) {
                    char last = option.charAt(option.length() - 1);
                    Takes takes = last == '!'
                            ? Takes.NOTHING
                            : last == '+' ? Takes.SOME : last == '?' ? Takes.PERHAPS : Takes.ONE;
                    table.put("--" + (takes == Takes.ONE ? option : option.substring(0, option.length() - 1)), takes);
                }
            }
            List<String> items = new ArrayList<>();
            for (String item : cells.get(3).split("; ", -1)) {
                items.add(item);
            }
            rows.put(cells.get(0), new Row(Map.copyOf(table), Integer.parseInt(cells.get(2)), List.copyOf(items)));
        }
        return rows;
    }
}
