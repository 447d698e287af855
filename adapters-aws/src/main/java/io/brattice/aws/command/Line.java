package io.brattice.aws.command;

import io.brattice.aws.call.Place;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.util.List;

/**
 * A line behind its service and its operation, without the options that every command has.
 *
 * @param service as it is written: {@code s3api}
 * @param operation as it is written: {@code delete-object}
 * @param rest the other words
 * @param place where its calls go
 * @param certain false where the place is not known
 */
record Line(String service, String operation, List<Term> rest, Place place, boolean certain, Situation situation) {

    Line {
        rest = List.copyOf(rest);
    }
}
