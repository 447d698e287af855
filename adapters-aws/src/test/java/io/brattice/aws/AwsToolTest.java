package io.brattice.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.Place;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sessions of a real gate; a recorded answerer stands for AWS. */
class AwsToolTest {

    private static final String CALLER =
            "{\"Account\": \"123456789012\", \"Arn\": \"arn:aws:sts::123456789012:assumed-role/bot/1\"}";

    private final ScriptedApprover approver = new ScriptedApprover();
    private final Recorded aws = new Recorded()
            .answering("sts:GetCallerIdentity", CALLER)
            .answering("iam:ListAccountAliases", "{\"AccountAliases\": [\"shop\"]}")
            .answering("resourcegroupstaggingapi:GetResources", "{\"ResourceTagMappingList\": []}");
    private final Gate gate;
    private final Session agent;
    private final AwsTool tool = AwsTool.by(aws).at(Place.ofSender().in("eu-central-1"));

    AwsToolTest() throws Exception {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(approver)
                .journal(new RecordingJournal())
                .ledger(Ledger.inMemory())
                .build();
        agent = gate.as(Caller.agent("bot"));
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private Outcome call(String id, String parameters) {
        int colon = id.indexOf(':');
        return agent.call(
                tool,
                Arguments.of(
                        "service",
                        id.substring(0, colon),
                        "operation",
                        id.substring(colon + 1),
                        "parameters",
                        Arguments.fromJson(parameters)));
    }

    private static void assertFails(Outcome outcome, String saying) {
        Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome);
        assertTrue(String.valueOf(failed.error().getMessage()).contains(saying), failed::toString);
    }

    @Test
    void aReadRunsAtOnce() {
        aws.answering("rds:DescribeDBInstances", "{\"DBInstances\": [{\"DBInstanceIdentifier\": \"orders\"}]}");
        Outcome outcome = call("rds:DescribeDBInstances", "{}");
        assertTrue(outcome.ran(), outcome::toString);
        assertEquals(
                Map.of("DBInstances", List.of(Map.of("DBInstanceIdentifier", "orders"))),
                ((Outcome.Ran) outcome).value());
        assertEquals(List.of(), approver.questions());
    }

    @Test
    void aDeletionIsAskedAboutAndANoSendsNothing() {
        approver.no("olga", "not that one");
        aws.answering("rds:DeleteDBInstance", "{}");
        Outcome outcome =
                call("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"orders\", \"SkipFinalSnapshot\": true}");
        assertInstanceOf(Outcome.Refused.class, outcome);
        assertEquals(List.of(), aws.sent("rds:DeleteDBInstance"));
        String shown = approver.questions().get(0).brief().text(500, false);
        assertTrue(shown.contains("aws:123456789012:eu-central-1:rds:db:orders"), shown);
        assertTrue(shown.contains("shop"), shown);
    }

    @Test
    void aYesSendsExactlyWhatWasShownOnce() {
        approver.yes("olga");
        aws.answering("rds:DeleteDBInstance", "{}");
        Outcome outcome =
                call("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"orders\", \"SkipFinalSnapshot\": true}");
        assertTrue(outcome.ran(), outcome::toString);
        assertEquals(1, aws.sent("rds:DeleteDBInstance").size());
        assertEquals(
                Arguments.of("DBInstanceIdentifier", "orders", "SkipFinalSnapshot", true),
                aws.sent("rds:DeleteDBInstance").get(0).parameters());
    }

    @Test
    void whatTheModelDoesNotHaveIsNeitherSentNorAskedAbout() {
        assertFails(call("rds:DeleteDbInstance", "{}"), "did you mean `DeleteDBInstance`?");
        assertFails(call("RDS:DeleteDBInstance", "{}"), "did you mean `rds`?");
        assertFails(
                call("rds:DeleteDBInstance", "{\"dbInstanceIdentifier\": \"x\"}"),
                "did you mean `DBInstanceIdentifier`?");
        assertFails(call("rds:DeleteDBInstance", "{}"), "lacks `DBInstanceIdentifier`");
        assertFails(agent.call(tool, Arguments.of("service", "rds")), "`operation` is missing");
        assertFails(agent.call(tool, Arguments.of("service", "rds", "operation", 7)), "`operation` is an integer");
        assertFails(
                agent.call(tool, Arguments.of("service", "rds", "operation", "DeleteDBInstance", "parameters", "{}")),
                "`parameters` is no object");
        assertFails(
                agent.call(tool, Arguments.of("service", "rds", "operation", "DescribeDBInstances", "params", "x")),
                "and nothing else");
        assertEquals(List.of(), approver.questions());
        assertEquals(List.of(), aws.sent());
    }

    @Test
    void whatAServiceRefusesHasFailedAndWhatNobodyAnsweredIsUnknown() {
        approver.yes("olga").yes("olga");
        aws.refusing("rds:DeleteDBInstance", "InvalidDBInstanceState");
        assertInstanceOf(
                Outcome.Failed.class,
                call("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"orders\", \"SkipFinalSnapshot\": true}"));
        aws.answering("rds:DeleteDBInstance", asked -> {
            throw new AwsException("", false, "the line broke");
        });
        assertInstanceOf(
                Outcome.Unknown.class,
                call("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"other\", \"SkipFinalSnapshot\": true}"));
    }

    /** A signed request and whatever is in it would go to whoever runs that server; and what it says of the world would decide. */
    @Test
    void aServerThatTheOperatorDidNotNameIsAskedAboutAndNotBelieved() {
        approver.no("olga", "whose is that?");
        aws.answering("s3:GetBucketVersioning", "{\"Status\": \"Enabled\"}");
        Outcome outcome = agent.call(
                tool,
                Arguments.from(Map.of(
                        "service", "s3",
                        "operation", "DeleteObject",
                        "parameters", Map.of("Bucket", "b", "Key", "k"),
                        "endpoint", "https://s3.example.com")));
        assertInstanceOf(Outcome.Refused.class, outcome);
        assertEquals(List.of(), aws.sent("s3:GetBucketVersioning"));
        assertTrue(approver.questions().get(0).brief().text(500, false).contains("https://s3.example.com"));
    }

    @Test
    void theSecondStepOfASessionNamesTheFirst() {
        approver.yes("olga").no("olga", "no");
        aws.answering("ecs:UpdateService", "{}");
        assertTrue(call("ecs:UpdateService", "{\"cluster\": \"c\", \"service\": \"web\", \"desiredCount\": 0}")
                .ran());
        assertInstanceOf(
                Outcome.Refused.class, call("ecs:DeleteService", "{\"cluster\": \"c\", \"service\": \"web\"}"));
        String shown = approver.questions().get(1).brief().text(500, false);
        assertTrue(shown.contains("this session called `ecs:UpdateService`"), shown);
    }

    @Test
    void theSchemaIsJsonAndNamesEveryArgument() {
        Map<String, ?> schema = Arguments.fromJson(AwsTool.SCHEMA).asMap();
        assertEquals(
                AwsArguments.NAMES.stream().sorted().toList(),
                List.copyOf(((Map<?, ?>) schema.get("properties")).keySet()));
    }
}
