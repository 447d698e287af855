package io.brattice.aws.command;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers look-ups from what was written down: {@code "s3:GetBucketVersioning": {"Status": "Enabled"}}; anything else gets no answer. */
record RecordedWorld(Map<?, ?> answers) implements AwsSender {

    @Override
    public boolean sends(String service) {
        return true;
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException {
        if (!(answers.get(call.id()) instanceof Map<?, ?> answer)) {
            throw new AwsException("", false, "nothing was recorded for `" + call.id() + "`");
        }
        if (answer.get("error") instanceof String code) {
            throw new AwsException(code, true, code);
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        answer.forEach((name, value) -> members.put(String.valueOf(name), value));
        return Arguments.from(members).asMap();
    }
}
