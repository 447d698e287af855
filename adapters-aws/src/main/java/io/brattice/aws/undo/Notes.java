package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.Place;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls as they are written into the journal, and read back. */
final class Notes {

    private Notes() {}

    static Map<String, @Nullable Object> of(AwsCall call) {
        Map<String, @Nullable Object> note = new LinkedHashMap<>();
        note.put("service", call.service());
        note.put("operation", call.operation());
        note.put("parameters", call.parameters());
        call.place().region().ifPresent(region -> note.put("region", region));
        call.place().endpoint().ifPresent(endpoint -> note.put("endpoint", endpoint.toString()));
        call.place().profile().ifPresent(profile -> note.put("profile", profile));
        return note;
    }

    /** @throws UndoException when it is no note of a call */
    static AwsCall call(@Nullable Object note) throws UndoException {
        Map<String, @Nullable Object> members = Tree.members(note);
        if (!(members.get("service") instanceof String service)
                || !(members.get("operation") instanceof String operation)) {
            throw new UndoException("the note of the call is broken");
        }
        Place place = new Place(
                text(members, "region"), text(members, "endpoint").map(URI::create), text(members, "profile"));
        return new AwsCall(service, operation, Arguments.from(Tree.members(members.get("parameters"))), place);
    }

    private static Optional<String> text(Map<String, @Nullable Object> members, String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
