package io.brattice.shell.remote;

/** What a person is told who wants to go back from what was applied. */
final class Advice {

    private Advice() {}

    static String of(Reach reach, String program, StateText before, boolean plan) {
        String tool = program.substring(0, program.indexOf(' '));
        String state = before.isNothing()
                ? "There was no state before it: state.json is empty.\n"
                : "state.json  the state from before: lineage " + before.lineage() + ", serial " + before.serial()
                        + "\n";
        return "Before `" + program + "` ran in " + reach.cwd()
                + String.join(" ", reach.options()).replaceFirst("^(?=.)", " with ")
                + ", this was kept here.\n"
                + "It holds secrets in plain text. Nothing of it is taken back by itself.\n\n"
                + state
                + (plan
                        ? "plan        what was applied; `" + tool
                                + " show plan`\nplan.json   the same as JSON: `before` has what each resource was\n"
                        : "")
                + "after.json  the state right after it, if it could be asked\n\n"
                + "To go back:\n"
                + "1. See what it did: compare state.json with after.json" + (plan ? ", or read plan.json" : "") + ".\n"
                + "2. Put the old configuration back, from version control, and run `" + tool + " plan`, then `" + tool
                + " apply`: that makes\n   again what can be made again. What was deleted with its data comes back empty: restore the data from its"
                + " own backup.\n"
                + "3. A resource that still exists and is only missing in the state: `" + tool
                + " import`, with the id that state.json"
                + " has for it.\n"
                + "4. Do not push state.json over the state that is there, unless nothing but the state was changed: it would say that"
                + " things exist\n   which do not.\n";
    }
}
