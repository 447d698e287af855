package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of one call, told apart by its row: subcommand, options with their values, operands. */
final class Reading {

    /**
     * An option that was given.
     *
     * @param name the spelling that was used, which may be an abbreviation
     * @param end where the words behind it and its values begin
     */
    record Found(String name, OptionRow option, List<Term> values, int end) {
        Found {
            values = List.copyOf(values);
        }
    }

    private final List<Found> found = new ArrayList<>(4);
    private final List<Term> operands = new ArrayList<>(4);
    private final StringBuilder command = new StringBuilder();
    private Row row;
    private Optional<Operands> replaced = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean help;
    private boolean stopped;
    private boolean rehearses;
    private boolean uncertain;

    Reading(Row row) {
        this.row = row;
    }

    /** True when the option was given, under any of its names. */
    boolean has(String name) {
        for (Found one : found) {
            if (is(one, name)) {
                return true;
            }
        }
        return false;
    }

    /** True when this is the option with that name, however it was spelled. */
    boolean is(Found option, String name) {
        Optional<OptionRow> named = row.vocabulary().find(name);
        return named.isPresent() && option.option().is(named.get());
    }

    /** The last value of an option; empty when it was not given, or without one. */
    Optional<Term> value(String name) {
        List<Term> values = values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Every value of an option, in order. */
    List<Term> values(String name) {
        List<Term> values = new ArrayList<>();
        for (Found one : found) {
            if (is(one, name)) {
                values.addAll(one.values());
            }
        }
        return values;
    }

    /** The options in the order they were given. */
    List<Found> options() {
        return Collections.unmodifiableList(found);
    }

    /** The operands; one that is {@link Term#many} may be any number of them. */
    List<Term> operands() {
        return Collections.unmodifiableList(operands);
    }

    /** The subcommand, such as {@code remote add}; empty when there is none. */
    String command() {
        return command.toString();
    }

    /** The row of the subcommand, or of the program. */
    Row row() {
        return row;
    }

    /** True when the call only rehearses, for certain. */
    boolean rehearses() {
        return rehearses && !(uncertain && row.vocabulary().performs());
    }

    /** True when the call only prints help, for certain. */
    boolean helps() {
        return help && !uncertain;
    }

    /** True when an operand may in truth be an option. */
    boolean uncertain() {
        return uncertain;
    }

    /** Why the words could not be told apart. */
    Optional<String> problem() {
        return problem;
    }

    /** What is done with the operands. */
    Operands roles() {
        return replaced.orElse(row.operands());
    }

    /** Everything that may be done with an operand when nothing is certain. */
    void addRoles(Set<Role> all) {
        roles().addRoles(all);
        row.operands().addRoles(all);
        all.addAll(row.vocabulary().roles());
    }

    void help() {
        help = true;
    }

    void stop() {
        stopped = true;
    }

    /** True when an option made everything behind it an operand. */
    boolean stopped() {
        return stopped;
    }

    void noHelp() {
        help = false;
    }

    void rehearse(boolean only) {
        rehearses = only;
    }

    void operate(Operands other) {
        replaced = Optional.of(other);
    }

    void fail(String why) {
        problem = Optional.of(why);
    }

    void doubt() {
        uncertain = true;
    }

    void add(Found option) {
        found.add(option);
        for (Consequence consequence : option.option().consequences()) {
            consequence.steer(this, option);
        }
    }

    void add(Term operand) {
        operands.add(operand);
    }

    void enter(String name, Row subcommand) {
        if (!name.isEmpty()) {
            command.append(command.length() == 0 ? "" : " ").append(name);
        }
        row = subcommand;
    }
}
