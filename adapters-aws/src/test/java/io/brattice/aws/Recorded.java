package io.brattice.aws;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers what was recorded, and notes what was sent. What was not recorded is refused as a service refuses. */
public final class Recorded implements AwsSender {

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<AwsCall> sent = new CopyOnWriteArrayList<>();

    /** What a service answers. */
    @FunctionalInterface
    public interface Answer {
        Map<String, @Nullable Object> to(AwsCall call) throws AwsException, InterruptedException;
    }

    /** Answers this JSON to every call of an operation: {@code rds:DescribeDBInstances}. */
    public Recorded answering(String id, String json) {
        Map<String, @Nullable Object> answer = Arguments.fromJson(json).asMap();
        return answering(id, call -> answer);
    }

    public synchronized Recorded answering(String id, Answer answer) {
        answers.put(id, answer);
        return this;
    }

    /** Refuses every call of an operation with this code. */
    public Recorded refusing(String id, String code) {
        return answering(id, call -> {
            throw new AwsException(code, true, code);
        });
    }

    @Override
    public boolean sends(String service) {
        return true;
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        sent.add(call);
        Answer answer;
        synchronized (this) {
            answer = answers.get(call.id());
        }
        if (answer == null) {
            throw new AwsException("AccessDenied", true, "`" + call.id() + "` was not recorded");
        }
        return answer.to(call);
    }

    /** What was sent of one operation. */
    public List<AwsCall> sent(String id) {
        return sent.stream().filter(call -> call.id().equals(id)).toList();
    }

    /** All that was sent. */
    public List<AwsCall> sent() {
        return List.copyOf(sent);
    }
}
