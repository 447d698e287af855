package io.brattice.shell.program;

import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.Set;

/** What follows when an option is given. */
sealed interface Consequence {

    /** Changes how the rest of the call is read. */
    default void steer(Reading reading, Reading.Found found) {}

    /** What {@code --flag=false} means for it. */
    default void unsteer(Reading reading) {}

    /** Tells what the option itself does; {@code performs} is false when the call only rehearses. */
    default void tell(Reading reading, Invocation call, Acts acts, boolean performs) {}

    /** True when an option with it, given unseen, makes nothing worse than its row's operands are. */
    default boolean mild() {
        return true;
    }

    /** True when it can take a rehearsal back. */
    default boolean performs() {
        return false;
    }

    /** Only help or a version is printed. */
    record Help() implements Consequence {
        @Override
        public void steer(Reading reading, Reading.Found found) {
            reading.help();
        }

        @Override
        public void unsteer(Reading reading) {
            reading.noHelp();
        }
    }

    /** The call only rehearses. */
    record Rehearse() implements Consequence {
        @Override
        public void steer(Reading reading, Reading.Found found) {
            reading.rehearse(true);
        }

        @Override
        public void unsteer(Reading reading) {
            reading.rehearse(false);
        }

        @Override
        public boolean performs() {
            return true;
        }
    }

    /** The call does not only rehearse. */
    record Perform() implements Consequence {
        @Override
        public void steer(Reading reading, Reading.Found found) {
            reading.rehearse(false);
        }

        @Override
        public void unsteer(Reading reading) {
            reading.rehearse(false);
        }

        @Override
        public boolean performs() {
            return true;
        }
    }

    /** It rehearses with these values, or with others than these. What is not known performs. */
    record RehearseIf(Set<String> values, boolean unless) implements Consequence {
        @Override
        public void steer(Reading reading, Reading.Found found) {
            if (found.values().isEmpty()) {
                reading.rehearse(unless || values.contains(""));
                return;
            }
            Term value = found.values().get(found.values().size() - 1);
            reading.rehearse(value.known() && values.contains(value.text()) != unless);
        }

        @Override
        public boolean performs() {
            return true;
        }
    }

    /** Other things are done with the operands. */
    record Operate(Operands operands) implements Consequence {
        @Override
        public void steer(Reading reading, Reading.Found found) {
            reading.operate(operands);
        }

        @Override
        public boolean mild() {
            return operands.mild();
        }
    }

    /** What follows are operands: the arguments of the code or program that the option names. */
    record Stops() implements Consequence {
        @Override
        public void steer(Reading reading, Reading.Found found) {
            reading.stop();
        }

        @Override
        public boolean mild() {
            return false;
        }
    }

    /** One more act. */
    record Also(ActRow act) implements Consequence {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts, boolean performs) {
            if (performs) {
                act.tell(reading, call, acts);
            }
        }

        @Override
        public boolean mild() {
            return false;
        }
    }

    /** It may do anything. */
    record Unclear(String why) implements Consequence {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts, boolean performs) {
            acts.opaque(why);
        }

        @Override
        public boolean mild() {
            return false;
        }
    }

    /** Nothing of the call can be taken back. */
    record Grave(String why) implements Consequence {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts, boolean performs) {
            if (performs) {
                acts.effect(Verb.EXECUTE, Resource.tool(call.name()), Reversibility.IRREVERSIBLE, why);
            }
        }

        @Override
        public boolean mild() {
            return false;
        }
    }

    /** Standard input is run as a shell command. */
    record ReadsInput() implements Consequence {
        @Override
        public void tell(Reading reading, Invocation call, Acts acts, boolean performs) {
            Situation situation = call.situation();
            acts.shell(situation.input().text().map(Term::of).orElse(Term.beginning("")), situation);
        }

        @Override
        public boolean mild() {
            return false;
        }
    }
}
