package io.brattice.aws.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.brattice.action.Arguments;
import io.brattice.aws.Recorded;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.Place;
import io.brattice.aws.rule.Fact;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LookupsTest {

    private static final AwsCall CALL =
            new AwsCall("s3", "DeleteObject", Arguments.of("Bucket", "b", "Key", "k"), Place.ofSender());

    private static FactRow row(String id, String operation, String take, Object absent, String... nothing) {
        return new FactRow(id, "s3", operation, Map.of("Bucket", "$.Bucket"), take, absent, Set.of(nothing));
    }

    private static final FactRow VERSIONING = row("s3.versioning", "GetBucketVersioning", "/Status", "Off");
    private static final FactRow TAGS = row("s3.tags", "GetBucketTagging", "/TagSet/*/Key", "none", "NoSuchTagSet");

    @Test
    void aFactIsTakenOutOfTheAnswer() {
        Recorded sender = new Recorded().answering("s3:GetBucketVersioning", "{\"Status\": \"Enabled\"}");
        assertEquals(
                Fact.known("Enabled", "s3:GetBucketVersioning"),
                Lookups.by(sender).decision().of(VERSIONING, CALL));
        assertEquals("b", sender.sent().get(0).parameters().get("Bucket").orElseThrow());
    }

    @Test
    void whatTheAnswerDoesNotHaveIsKnownToBeAbsent() {
        Recorded sender = new Recorded().answering("s3:GetBucketVersioning", "{}");
        assertEquals("Off", Lookups.by(sender).decision().of(VERSIONING, CALL).value());
    }

    @Test
    void anErrorThatSaysThatThereIsNothingIsAnAnswer() {
        Recorded sender = new Recorded().refusing("s3:GetBucketTagging", "NoSuchTagSet");
        assertEquals("none", Lookups.by(sender).decision().of(TAGS, CALL).value());
    }

    @Test
    void anyOtherErrorLeavesItUnknown() {
        Recorded sender = new Recorded().refusing("s3:GetBucketTagging", "AccessDenied");
        assertFalse(Lookups.by(sender).decision().of(TAGS, CALL).known());
    }

    /** The code of an error that nobody answered may be anything. */
    @Test
    void anErrorThatNoServiceAnsweredIsNoAnswer() {
        Recorded sender = new Recorded().answering("s3:GetBucketTagging", call -> {
            throw new AwsException("NoSuchTagSet", false, "the line broke");
        });
        assertFalse(Lookups.by(sender).decision().of(TAGS, CALL).known());
    }

    @Test
    void aListOfMoreThanOnePageIsUnknown() {
        Recorded sender = new Recorded()
                .answering(
                        "s3:GetBucketTagging",
                        "{\"TagSet\": [{\"Key\": \"a\"}, {\"Key\": \"b\"}], \"NextToken\": \"x\"}");
        assertFalse(Lookups.by(sender).decision().of(TAGS, CALL).known());
        sender.answering("s3:GetBucketTagging", "{\"TagSet\": [{\"Key\": \"a\"}, {\"Value\": \"b\"}]}");
        assertEquals(
                Arrays.asList("a", "none"),
                Lookups.by(sender).decision().of(TAGS, CALL).value());
    }

    @Test
    void eachCallIsMadeOnceADecisionAndAnewForTheNext() {
        Recorded sender = new Recorded().answering("s3:GetBucketVersioning", "{}");
        Lookups lookups = Lookups.by(sender);
        Facts decision = lookups.decision();
        decision.of(VERSIONING, CALL);
        decision.of(row("s3.mfa-delete", "GetBucketVersioning", "/MFADelete", "Off"), CALL);
        assertEquals(1, sender.sent().size());
        lookups.decision().of(VERSIONING, CALL);
        assertEquals(2, sender.sent().size());
    }

    @Test
    void noMoreCallsAreMadeThanTheBudgetHas() {
        Recorded sender = new Recorded().answering("s3:HeadObject", "{}");
        Facts decision = Lookups.by(sender).within(3, Duration.ofSeconds(3)).decision();
        for (int i = 0; i < 5; i++) {
            AwsCall other = CALL.other("s3", "DeleteObject", Arguments.of("Bucket", "b" + i, "Key", "k"));
            assertEquals(
                    i < 3,
                    decision.of(row("s3.etag", "HeadObject", "/ETag", "none"), other)
                            .known());
        }
        assertEquals(3, sender.sent().size());
    }

    @Test
    void whatIsLateIsUnknownAndTheThreadIsLetGo() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Recorded sender = new Recorded().answering("s3:GetBucketVersioning", call -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Map.of();
        });
        Facts decision = Lookups.by(sender).within(20, Duration.ofMillis(50)).decision();
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertFalse(decision.of(VERSIONING, CALL).known()));
        interrupted.await();
        assertFalse(decision.of(TAGS, CALL).known(), "the time is used up");
        assertEquals(1, sender.sent().size());
    }

    @Test
    void nothingIsSentThatIsNoRead() {
        Recorded sender = new Recorded().answering("s3:DeleteBucket", "{}");
        assertFalse(Lookups.by(sender)
                .decision()
                .of(row("x", "DeleteBucket", "", "x"), CALL)
                .known());
        FactRow secret = new FactRow(
                "x", "secretsmanager", "GetSecretValue", Map.of("SecretId", "s"), "/SecretString", "", Set.of());
        assertFalse(Lookups.by(sender).decision().of(secret, CALL).known());
        assertEquals(List.of(), sender.sent());
    }

    @Test
    void aCallThatDoesNotNameWhatToLookAtLeavesItUnknown() {
        Recorded sender = new Recorded().answering("s3:GetBucketVersioning", "{}");
        AwsCall nameless = CALL.other("s3", "DeleteObject", Arguments.none());
        assertFalse(Lookups.by(sender).decision().of(VERSIONING, nameless).known());
        assertEquals(List.of(), sender.sent());
    }

    @Test
    void whoCallsIsAskedOnceForManyDecisionsAndForEachPlace() {
        Recorded sender = new Recorded().answering("sts:GetCallerIdentity", "{\"Account\": \"123456789012\"}");
        Lookups lookups = Lookups.by(sender);
        assertFalse(lookups.remembered().of(Identity.ACCOUNT, CALL).known());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "123456789012",
                    lookups.decision().of(Identity.ACCOUNT, CALL).value());
        }
        assertEquals(
                "123456789012", lookups.remembered().of(Identity.ACCOUNT, CALL).value());
        assertEquals(1, sender.sent().size());
        AwsCall elsewhere = new AwsCall(
                CALL.service(),
                CALL.operation(),
                CALL.parameters(),
                CALL.place().in("us-east-1"));
        lookups.decision().of(Identity.ACCOUNT, elsewhere);
        assertEquals(2, sender.sent().size());
    }

    @Test
    void decisionsOfManyThreadsDoNotMix() throws Exception {
        Recorded sender = new Recorded()
                .answering(
                        "s3:GetBucketVersioning",
                        call -> Map.of("Status", call.parameters().get("Bucket").orElseThrow()));
        Lookups lookups = Lookups.by(sender);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Object>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                AwsCall other = CALL.other("s3", "DeleteObject", Arguments.of("Bucket", "b" + i, "Key", "k"));
                answers.add(threads.submit(() ->
                        String.valueOf(lookups.decision().of(VERSIONING, other).value())));
            }
            for (int i = 0; i < 200; i++) {
                assertEquals("b" + i, answers.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
