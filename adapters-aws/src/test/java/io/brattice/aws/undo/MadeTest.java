package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import io.brattice.aws.catalogue.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made, and deleted again. */
class MadeTest {

    private static final AwsSender NOBODY = new AwsSender() {
        @Override
        public boolean sends(String service) {
            return false;
        }

        @Override
        public Map<String, @Nullable Object> send(AwsCall call) {
            throw new AssertionError("nothing is read");
        }
    };

    private static Operation operation(String service, String name, String inverse, Map<String, String> parameters) {
        return new Operation(
                service,
                name,
                Verb.CREATE,
                Reversibility.REVERSIBLE,
                Operation.Evidence.AGREED,
                Optional.of(new Operation.Inverse(inverse, parameters)),
                Optional.empty(),
                List.of("Name"),
                Set.of());
    }

    private static AwsCall call(String service, String name, Arguments parameters) {
        return new AwsCall(service, name, parameters, Place.ofSender());
    }

    private static Plan plan(Operation operation, Arguments request, String answer) throws Exception {
        Undos undos = Undos.shipped();
        Arguments kept = undos.made(operation, call(operation.service(), operation.name(), request), NOBODY)
                .kept();
        Arguments left = undos.left(kept, Arguments.fromJson(answer).asMap(), NOBODY);
        return undos.plan(kept, left, NOBODY);
    }

    private static final Operation VOLUME =
            operation("ec2", "CreateVolume", "DeleteVolume", Map.of("VolumeId", "response.VolumeId"));

    @Test
    void exactlyWhatTheAnswerNamesIsDeleted() throws Exception {
        Plan plan = plan(VOLUME, Arguments.none(), "{\"VolumeId\":\"vol-1\"}");
        assertEquals(List.of(call("ec2", "DeleteVolume", Arguments.of("VolumeId", "vol-1"))), plan.calls());
    }

    @Test
    void whereTheAnswerNamesNothingNothingIsDeleted() {
        assertThrows(StaleException.class, () -> plan(VOLUME, Arguments.none(), "{}"));
    }

    @Test
    void whatIsOlderThanTheCallWasNotMadeByIt() {
        assertThrows(
                StaleException.class,
                () -> plan(
                        VOLUME, Arguments.none(), "{\"VolumeId\":\"vol-1\",\"CreateTime\":\"2020-01-01T00:00:00Z\"}"));
    }

    @Test
    void whatMayAnswerSomebodyElsesIsRefused() {
        Operation topic = operation("sns", "CreateTopic", "DeleteTopic", Map.of("TopicArn", "response.TopicArn"));
        Operation attach = operation("x", "AttachThing", "DetachThing", Map.of("Name", "request.Name"));
        for (Operation operation : List.of(topic, attach)) {
            assertThrows(
                    UndoException.class, () -> plan(operation, Arguments.of("Name", "n"), "{\"TopicArn\":\"arn:x\"}"));
        }
    }

    @Test
    void aNameThatLooksLikeATemplateIsANameAndNothingElse() throws Exception {
        Operation named = operation("x", "CreateThing", "DeleteThing", Map.of("Name", "request.Name"));
        Plan plan = plan(named, Arguments.of("Name", "$response/Other"), "{\"Other\":\"somebody else's\"}");
        assertEquals(
                Arguments.of("Name", "$response/Other"), plan.calls().get(0).parameters());
    }
}
