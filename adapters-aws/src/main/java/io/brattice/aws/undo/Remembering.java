package io.brattice.aws.undo;

import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends each read once: the parts of one call ask the same of the table or bucket that they share. For one pass over them, on one thread. */
final class Remembering implements AwsSender {

    private final AwsSender sender;
    private final Map<AwsCall, Map<String, @Nullable Object>> answers = new HashMap<>();

    Remembering(AwsSender sender) {
        this.sender = sender;
    }

    @Override
    public boolean sends(String service) {
        return sender.sends(service);
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        Map<String, @Nullable Object> known = answers.get(call);
        if (known == null) {
            known = sender.send(call);
            answers.put(call, known);
        }
        return known;
    }
}
