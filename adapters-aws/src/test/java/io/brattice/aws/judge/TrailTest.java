package io.brattice.aws.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.aws.rule.Facts;
import io.brattice.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final String TABLE = "{\"TableName\": \"orders\", \"KeySchema\": [], \"AttributeDefinitions\": []}";

    private final Trail trail = Trail.fresh();

    private Judged ran(String id, String json, Facts facts) {
        Judged judged = judged(id, json, facts);
        trail.ran(judged, Map.of());
        return judged;
    }

    private Judged judged(String id, String json, Facts facts) {
        return AwsJudge.shipped().judge(Judging.call(id, json), facts, trail);
    }

    private static boolean says(Judged judged, String part) {
        return judged.assessment().reasons().stream().anyMatch(line -> line.contains(part));
    }

    @Test
    void whatIsMadeAnewUnderTheNameOfWhatWasDeletedIsNamed() {
        ran("dynamodb:DeleteTable", "{\"TableName\": \"orders\"}", Judging.ACCOUNT);
        Judged anew = judged("dynamodb:CreateTable", TABLE, Judging.ACCOUNT);
        assertTrue(
                says(anew, "delete-and-recreate: just now this session called `dynamodb:DeleteTable`"), anew::toString);
        assertFalse(
                says(judged("dynamodb:CreateTable", TABLE.replace("orders", "other"), Judging.ACCOUNT), "recreate"));
    }

    @Test
    void theWayBackOfADeletionThatPassedBecauseItHadOneIsNotTakenUnasked() {
        Judged deletion = judged("dynamodb:DeleteTable", "{\"TableName\": \"orders\"}", Judging.ACCOUNT);
        Judged milder = new Judged(
                deletion.call(),
                deletion.inner(),
                io.brattice.action.Assessment.of(
                        Reversibility.RECOVERABLE,
                        "a test",
                        deletion.assessment().effects().stream()
                                .map(effect -> io.brattice.action.Effect.of(
                                        effect.verb(), effect.resource(), Reversibility.RECOVERABLE))
                                .toArray(io.brattice.action.Effect[]::new)),
                deletion.operation(),
                deletion.ruling(),
                deletion.undo(),
                false);
        trail.ran(milder, Map.of());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                judged("dynamodb:CreateTable", TABLE, Judging.ACCOUNT)
                        .assessment()
                        .reversibility());
    }

    @Test
    void machinesWithTheTagsOfThoseThatWereTerminatedAreTheSameAnew() {
        Facts tagged = Judging.knowing(
                Map.of("caller.account", "123456789012", "tags", List.of(Map.of("Key", "Name", "Value", "prod-web"))));
        ran("ec2:TerminateInstances", "{\"InstanceIds\": [\"i-1\"]}", tagged);
        String run =
                "{\"MinCount\": 1, \"MaxCount\": 1, \"ImageId\": \"ami-1\", \"TagSpecifications\": [{\"ResourceType\":"
                        + " \"instance\", \"Tags\": [{\"Key\": \"Name\", \"Value\": \"%s\"}]}]}";
        assertTrue(says(judged("ec2:RunInstances", run.formatted("prod-web"), tagged), "delete-and-recreate"));
        assertFalse(says(judged("ec2:RunInstances", run.formatted("other"), tagged), "delete-and-recreate"));
    }

    @Test
    void whatWasScaledToNothingFirstIsDeletedAsIfItRan() {
        String scaled = "{\"cluster\": \"prod\", \"service\": \"web\", \"desiredCount\": 0}";
        assertEquals(
                Reversibility.IRREVERSIBLE,
                ran("ecs:UpdateService", scaled, Judging.ACCOUNT).assessment().reversibility());
        Judged deletion = judged("ecs:DeleteService", "{\"cluster\": \"prod\", \"service\": \"web\"}", Judging.ACCOUNT);
        assertTrue(says(deletion, "second step: just now this session called `ecs:UpdateService`"), deletion::toString);
        assertEquals(Reversibility.IRREVERSIBLE, deletion.assessment().reversibility());
    }

    @Test
    void whatLostItsProtectionFirstIsNamedAtTheDeletion() {
        ran(
                "rds:ModifyDBInstance",
                "{\"DBInstanceIdentifier\": \"x\", \"DeletionProtection\": false}",
                Judging.ACCOUNT);
        Judged deletion = judged("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"x\"}", Judging.ACCOUNT);
        assertTrue(says(deletion, "`rds:ModifyDBInstance` (`DeletionProtection` is a protection, and is turned off)"));
    }

    @Test
    void whatLostItsTagsFirstIsNamedAtTheDeletion() {
        ran("ec2:DeleteTags", "{\"Resources\": [\"i-1\"], \"Tags\": [{\"Key\": \"env\"}]}", Judging.ACCOUNT);
        Judged deletion = judged("ec2:TerminateInstances", "{\"InstanceIds\": [\"i-1\"]}", Judging.ACCOUNT);
        assertTrue(says(deletion, "takes the tag `env` from it"), deletion::toString);
    }

    /** What the world says of something that this session has emptied, stopped or untagged does not count. */
    @Test
    void factsThatTheSessionMadeDoNotMakeTheSecondStepMilder() {
        Facts enabled = Judging.knowing(Map.of("caller.account", "123456789012", "s3.versioning", "Enabled"));
        trail.ran(judged("s3:DeleteBucketTagging", "{\"Bucket\": \"b\"}", Judging.ACCOUNT), Map.of());
        Judged bucket = judged("s3:DeleteBucket", "{\"Bucket\": \"b\"}", enabled);
        assertTrue(says(bucket, "second step"), bucket::toString);
        assertEquals(Reversibility.IRREVERSIBLE, bucket.assessment().reversibility());
    }

    @Test
    void readsAndDryRunsAreNoSteps() {
        ran("ec2:DescribeInstances", "{}", Judging.ACCOUNT);
        ran("ec2:TerminateInstances", "{\"InstanceIds\": [\"i-1\"], \"DryRun\": true}", Judging.ACCOUNT);
        assertEquals(List.of(), trail.steps());
    }

    @Test
    void itForgetsWhatIsADayOldAndKeepsNoMoreThanSoManySteps() {
        FakeClock clock = new FakeClock();
        Trail timed = Trail.fresh(clock);
        Judged deletion = judged("dynamodb:DeleteTable", "{\"TableName\": \"orders\"}", Judging.ACCOUNT);
        timed.ran(deletion, Map.of());
        assertEquals(1, timed.steps().size());
        clock.advance(Duration.ofHours(25));
        assertEquals(0, timed.steps().size());
        IntStream.range(0, 600).forEach(i -> timed.ran(deletion, Map.of()));
        assertEquals(500, timed.steps().size());
    }
}
