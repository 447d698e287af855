package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A program whose every option is in a row. */
record RowProgram(Row row) implements Program {

    /** With it in its environment, a program that takes options anywhere stops at the first operand. */
    private static final String STOPS_ANYWAY = "POSIXLY_CORRECT";

    @Override
    public void read(Invocation call, Acts acts) {
        Reading reading = Parse.of(row, call);
        if (reading.problem().isPresent()) {
            acts.opaque(reading.problem().get());
            return;
        }
        if (call.situation().environment().containsKey(STOPS_ANYWAY)) {
            acts.opaque("`" + STOPS_ANYWAY + "` changes how its options are read");
            return;
        }
        if (reading.helps()) {
            return;
        }
        Row found = reading.row();
        boolean performs = !reading.rehearses();
        for (Reading.Found option : reading.options()) {
            tell(option, reading, call, acts, performs);
        }
        if (found.reader().isPresent()) {
            found.reader().get().read(reading, call, acts);
        } else {
            reading.roles().tell(reading, call, acts, !performs);
        }
        if (performs) {
            for (ActRow act : found.acts()) {
                act.tell(reading, call, acts);
            }
            rehearse(reading, call, acts);
        }
    }

    @Override
    public Optional<Spelled> spelled(Invocation call) {
        Reading reading = Parse.of(row, call);
        if (reading.problem().isPresent() || row.style().form() != Style.Form.OPTIONS) {
            return Optional.empty();
        }
        Set<String> options = new LinkedHashSet<>();
        boolean whole = !reading.uncertain();
        for (Reading.Found found : reading.options()) {
            Optional<Set<String>> spellings = found.option().spellings(found.name());
            whole &= spellings.isPresent();
            options.addAll(spellings.orElse(Set.of()));
        }
        Optional<Term> first = reading.command().isEmpty()
                ? reading.operands().stream().findFirst()
                : Optional.of(Term.of(reading.command().split(" ", 2)[0]));
        return Optional.of(new Spelled(first, options, whole));
    }

    private static void tell(Reading.Found option, Reading reading, Invocation call, Acts acts, boolean performs) {
        List<Term> values = option.values();
        List<Role> roles = option.option().values();
        for (int i = 0; i < values.size(); i++) {
            roles.get(i).tell(values.get(i), call, acts);
        }
        for (Consequence consequence : option.option().consequences()) {
            consequence.tell(reading, call, acts, performs);
        }
    }

    private static void rehearse(Reading reading, Invocation call, Acts acts) {
        Optional<Row.Rehearsal> rehearsal = reading.row().rehearsal();
        if (rehearsal.isEmpty()) {
            return;
        }
        List<String> argv = new ArrayList<>();
        for (String word : rehearsal.get().words()) {
            if (!word.equals("{words}")) {
                argv.add(word);
                continue;
            }
            for (Term term : call.arguments()) {
                if (!term.known()) {
                    return;
                }
                argv.add(term.text());
            }
        }
        acts.rehearsal(
                new DryRun(argv, rehearsal.get().fidelity(), rehearsal.get().shows()));
    }
}
