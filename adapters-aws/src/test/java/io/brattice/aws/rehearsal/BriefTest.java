package io.brattice.aws.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.action.Preview;
import io.brattice.action.Preview.Fidelity;
import io.brattice.action.ToolCall;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.rule.Facts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of a call, from recorded responses. */
class BriefTest {

    private final Map<String, Map<String, @Nullable Object>> answers = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    private final AwsSender recorded = new AwsSender() {
        @Override
        public boolean sends(String service) {
            return true;
        }

        @Override
        public Map<String, @Nullable Object> send(AwsCall call) throws AwsException {
            asked.incrementAndGet();
            Map<String, @Nullable Object> answer = answers.get(call.id());
            if (answer == null) {
                throw new AwsException("AccessDenied", true, "not recorded");
            }
            return answer;
        }
    };

    private void on(String id, String json) {
        answers.put(id, Arguments.fromJson(json).asMap());
    }

    private void identity() {
        on(
                "sts:GetCallerIdentity",
                "{\"Account\":\"123456789012\",\"Arn\":\"arn:aws:sts::123456789012:assumed-role/deploy/olga\"}");
        on("iam:ListAccountAliases", "{\"AccountAliases\":[\"shop-prod\"]}");
    }

    private static AwsCall call(String service, String operation, Object... parameters) {
        Map<String, @Nullable Object> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put((String) parameters[i], parameters[i + 1]);
        }
        return new AwsCall(
                service, operation, Arguments.from(all), Place.ofSender().in("eu-central-1"));
    }

    private static Judged judged(AwsCall call) {
        return AwsJudge.shipped().judge(call, Facts.UNKNOWN, Trail.fresh());
    }

    private Preview preview(AwsCall call) throws Exception {
        return Rehearsals.by(recorded).preview(judged(call));
    }

    private static final AwsCall DELETE =
            call("rds", "DeleteDBInstance", "DBInstanceIdentifier", "prod-orders", "SkipFinalSnapshot", true);

    private void database() {
        identity();
        on("rds:DescribeDBInstances", """
                {"DBInstances":[{"AllocatedStorage":500,"DeletionProtection":false,"BackupRetentionPeriod":7,
                 "LatestRestorableTime":"2026-01-02T03:04:05Z","ReadReplicaDBInstanceIdentifiers":["prod-orders-2"],
                 "TagList":[{"Key":"env","Value":"prod"}]}]}""");
        on("rds:DescribeDBSnapshots", "{\"DBSnapshots\":[]}");
        on("cloudwatch:GetMetricStatistics", "{\"Datapoints\":[{\"Maximum\":41}]}");
        on("cloudformation:DescribeStackResources", "{\"StackResources\":[{\"StackName\":\"shop\"}]}");
    }

    @Test
    void aBriefSaysWhatASeniorEngineerWould() throws Exception {
        database();
        String text = preview(DELETE).text();
        for (String part : new String[] {
            "rds:DeleteDBInstance",
            "SkipFinalSnapshot",
            "shop-prod (123456789012), region eu-central-1, as arn:aws:sts::123456789012:assumed-role/deploy/olga",
            "env=prod",
            "replicas prod-orders-2",
            "500 GB allocated",
            "automated backups of 7 days",
            "restorable to 2026-01-02T03:04:05Z",
            "no manual snapshot",
            "up to 41 connections",
            "the stack `shop` owns it",
            "undo: ",
        }) {
            assertTrue(text.contains(part), part + "\n" + text);
        }
        assertTrue(text.lines().count() <= 14, text);
    }

    @Test
    void whatCouldNotBeLookedUpIsSaidAndIsTheWorst() throws Exception {
        Preview preview = preview(DELETE);
        assertTrue(preview.text().contains("unknown: taken as production (could not be looked up"), preview.text());
        assertTrue(preview.text().contains("taken as in use"), preview.text());
        assertEquals(Fidelity.NONE, preview.fidelity());
    }

    @Test
    void trafficAloneDoesNotChangeTheFingerprintAndAChangedProtectionDoes() throws Exception {
        database();
        Preview one = preview(DELETE);
        on("cloudwatch:GetMetricStatistics", "{\"Datapoints\":[{\"Maximum\":3}]}");
        assertEquals(one.fingerprint(), preview(DELETE).fingerprint());
        on("rds:DescribeDBSnapshots", "{\"DBSnapshots\":[{\"DBSnapshotIdentifier\":\"last\"}]}");
        assertNotEquals(one.fingerprint(), preview(DELETE).fingerprint());
    }

    @Test
    void aBudgetIsKept() throws Exception {
        database();
        Preview preview =
                Rehearsals.by(recorded).within(2, Duration.ofSeconds(5)).preview(judged(DELETE));
        assertEquals(2, asked.get());
        assertTrue(preview.text().contains("budget"), preview.text());
    }

    @Test
    void onlyWhatIsWhollyKnownIsExact() throws Exception {
        AwsCall delete = call("s3", "DeleteObject", "Bucket", "b", "Key", "k");
        identity();
        on("s3:GetBucketVersioning", "{\"Status\":\"Enabled\"}");
        assertEquals(Fidelity.PARTIAL, preview(delete).fidelity());
        on(
                "s3:ListObjectVersions",
                "{\"Versions\":[{\"Key\":\"k\",\"VersionId\":\"1\",\"Size\":1500,\"IsLatest\":true}]}");
        Preview preview = preview(delete);
        assertEquals(Fidelity.EXACT, preview.fidelity(), preview.text());
        assertTrue(preview.text().contains("1.5 KB in the latest version"), preview.text());
    }

    @Test
    void aServerThatMayNotKnowDryRunIsNotAskedForOne() throws Exception {
        AwsCall terminate = new AwsCall(
                "ec2",
                "TerminateInstances",
                Arguments.of("InstanceIds", java.util.List.of("i-1")),
                Place.ofSender().at(java.net.URI.create("http://127.0.0.1:1")));
        assertFalse(preview(terminate).text().contains("permission:"));
    }

    @Test
    void whatIsSaferIsReadyToBeAskedFor() {
        Judged judged = judged(DELETE);
        ToolCall asked = new ToolCall(
                "call-1",
                "aws",
                Arguments.of(
                        "service",
                        "rds",
                        "operation",
                        "DeleteDBInstance",
                        "parameters",
                        DELETE.parameters().asMap()),
                Caller.agent("ops-bot"),
                "");
        Proposals proposals = Proposals.of(asked, judged).orElseThrow();
        ToolCall last = proposals.calls().get(proposals.calls().size() - 1);
        assertEquals("DeleteDBInstance", last.arguments().string("operation").orElse(""));
        assertFalse(
                last.arguments().json().contains("\"SkipFinalSnapshot\":true"),
                last.arguments().json());
        assertNotEquals(asked.digest(), last.digest());
    }
}
