package io.brattice.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.Gate;
import io.brattice.Outcome;
import io.brattice.Session;
import io.brattice.action.Arguments;
import io.brattice.action.Caller;
import io.brattice.approval.Approval;
import io.brattice.approval.Approver;
import io.brattice.approval.Question;
import io.brattice.aws.call.AwsCall;
import io.brattice.journal.Ledger;
import io.brattice.policy.Policy;
import io.brattice.testkit.RecordingJournal;
import io.brattice.testkit.ScriptedApprover;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole trip, against a server that behaves like AWS: judged, rehearsed, refused, approved, undone. Skipped where there is none. */
class AwsMotoTest {

    private static final String TABLE = "{\"TableName\": \"%s\", \"BillingMode\": \"PAY_PER_REQUEST\","
            + " \"KeySchema\": [{\"AttributeName\": \"id\", \"KeyType\": \"HASH\"}],"
            + " \"AttributeDefinitions\": [{\"AttributeName\": \"id\", \"AttributeType\": \"S\"}]}";
    private static final String POLICY =
            "{\"Bucket\": \"%1$s\", \"Policy\": \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":"
                    + "[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::123456789012:role/r\\\"},"
                    + "\\\"Action\\\":\\\"s3:%2$s\\\",\\\"Resource\\\":\\\"arn:aws:s3:::%1$s/*\\\"}]}\"}";
    private static final String INGRESS =
            "{\"GroupId\": \"%s\", \"IpPermissions\": [{\"IpProtocol\": \"tcp\", \"FromPort\": 443,"
                    + " \"ToPort\": 443, \"IpRanges\": [{\"CidrIp\": \"%s\"}]}]}";

    private static Moto moto;

    /** Says no but where the test says yes: nobody is waited for. */
    private final Deque<String> yes = new ArrayDeque<>();

    private final List<Question> questions = new ArrayList<>();
    private Gate gate;
    private Session agent;
    private AwsTool tool;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        gate = Gate.builder()
                .policy(Policy.defaults())
                .approver(Approver.of(question -> {
                    questions.add(question);
                    return yes.isEmpty()
                            ? Approval.no(question, ScriptedApprover.person("olga"), "no")
                            : Approval.yes(question, ScriptedApprover.person(yes.remove()), "");
                }))
                .journal(new RecordingJournal())
                .ledger(Ledger.inMemory())
                .build();
        agent = gate.as(Caller.agent("bot"));
        tool = AwsTool.by(moto.sender()).at(moto.place());
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

    /** Runs without anybody being asked. */
    private Arguments ran(String id, String parameters) {
        int before = questions.size();
        Outcome outcome = call(id, parameters);
        assertTrue(outcome.ran(), () -> outcome + "\n" + asked());
        assertEquals(before, questions.size(), this::asked);
        return Arguments.of("answer", ((Outcome.Ran) outcome).value());
    }

    /** Is asked about and, with a yes, runs. */
    private Outcome approved(String id, String parameters) {
        int before = questions.size();
        yes.add("olga");
        Outcome outcome = call(id, parameters);
        assertEquals(before + 1, questions.size(), () -> "nobody was asked: " + outcome);
        assertTrue(outcome.ran(), () -> outcome + "\n" + asked());
        return outcome;
    }

    /** Is asked about and, with a no, does not run. */
    private String refused(String id, String parameters) {
        assertInstanceOf(Outcome.Refused.class, call(id, parameters));
        return asked();
    }

    private void undone() {
        List<Outcome> undone = agent.rewind();
        assertTrue(!undone.isEmpty() && undone.stream().allMatch(Outcome::ran), undone::toString);
    }

    private String asked() {
        return questions.isEmpty()
                ? "nobody was asked"
                : questions.get(questions.size() - 1).brief().text(200, false);
    }

    private Map<String, @Nullable Object> raw(String id, String parameters) throws Exception {
        int colon = id.indexOf(':');
        return moto.sender()
                .send(new AwsCall(
                        id.substring(0, colon), id.substring(colon + 1), Arguments.fromJson(parameters), moto.place()));
    }

    private int size(String id, String parameters, String list) throws Exception {
        return raw(id, parameters).get(list) instanceof List<?> items ? items.size() : 0;
    }

    /** Bodies are streams, which the tool does not send. */
    private static void put(String bucket, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(moto.endpoint().resolve("/" + bucket + "/" + key))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/s3/aws4_request")
                .PUT(HttpRequest.BodyPublishers.ofString("text"))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertEquals(200, status);
    }

    @Test
    void aDatabaseIsDeletedOnlyWithAYes() throws Exception {
        raw(
                "rds:CreateDBInstance",
                "{\"DBInstanceIdentifier\": \"prod-orders\", \"DBInstanceClass\": \"db.t3.micro\", \"Engine\": \"postgres\","
                        + " \"AllocatedStorage\": 20, \"MasterUsername\": \"u\", \"MasterUserPassword\": \"secret123\","
                        + " \"Tags\": [{\"Key\": \"env\", \"Value\": \"prod\"}]}");
        String deletion = "{\"DBInstanceIdentifier\": \"prod-orders\", \"SkipFinalSnapshot\": true}";
        String shown = refused("rds:DeleteDBInstance", deletion);
        assertTrue(shown.contains("aws:123456789012:eu-central-1:rds:db:prod-orders"), shown);
        assertTrue(shown.contains("tag:env:prod"), shown);
        assertTrue(shown.contains("an agent should have a role of its own"), shown);
        assertEquals(1, size("rds:DescribeDBInstances", "{}", "DBInstances"));
    }

    @Test
    void aTableIsGoneOnlyWithAYes() throws Exception {
        raw("dynamodb:CreateTable", TABLE.formatted("carts"));
        refused("dynamodb:DeleteTable", "{\"TableName\": \"carts\"}");
        assertTrue(String.valueOf(raw("dynamodb:ListTables", "{}")).contains("carts"));
        gate.as(Caller.agent("other")).call(tool, Arguments.of("service", "x")); // another session is no matter
        Session again = gate.as(Caller.agent("bot-2"));
        yes.add("olga");
        Outcome outcome = again.call(
                tool,
                Arguments.of(
                        "service", "dynamodb", "operation", "DeleteTable", "parameters", Map.of("TableName", "carts")));
        assertTrue(outcome.ran(), () -> outcome + asked());
        assertFalse(String.valueOf(raw("dynamodb:ListTables", "{}")).contains("carts"));
    }

    @Test
    void anObjectInABucketWithVersionsIsDeletedUnaskedAndComesBack() throws Exception {
        raw(
                "s3:CreateBucket",
                "{\"Bucket\": \"kept\", \"CreateBucketConfiguration\": {\"LocationConstraint\": \"eu-central-1\"}}");
        raw("s3:PutBucketVersioning", "{\"Bucket\": \"kept\", \"VersioningConfiguration\": {\"Status\": \"Enabled\"}}");
        put("kept", "a.txt");
        ran("s3:DeleteObject", "{\"Bucket\": \"kept\", \"Key\": \"a.txt\"}");
        assertEquals(0, size("s3:ListObjectsV2", "{\"Bucket\": \"kept\"}", "Contents"));
        undone();
        assertEquals(1, size("s3:ListObjectsV2", "{\"Bucket\": \"kept\"}", "Contents"));
    }

    @Test
    void anObjectInABucketWithoutVersionsIsAskedAbout() throws Exception {
        raw(
                "s3:CreateBucket",
                "{\"Bucket\": \"plain\", \"CreateBucketConfiguration\": {\"LocationConstraint\": \"eu-central-1\"}}");
        put("plain", "a.txt");
        refused("s3:DeleteObject", "{\"Bucket\": \"plain\", \"Key\": \"a.txt\"}");
        assertEquals(1, size("s3:ListObjectsV2", "{\"Bucket\": \"plain\"}", "Contents"));
    }

    @Test
    void aPolicyOfABucketComesBackUnlessSomebodyElseChangedIt() throws Exception {
        raw(
                "s3:CreateBucket",
                "{\"Bucket\": \"ruled\", \"CreateBucketConfiguration\": {\"LocationConstraint\": \"eu-central-1\"}}");
        raw("s3:PutBucketPolicy", POLICY.formatted("ruled", "GetObject"));
        ran("s3:PutBucketPolicy", POLICY.formatted("ruled", "ListBucket"));
        undone();
        assertTrue(String.valueOf(raw("s3:GetBucketPolicy", "{\"Bucket\": \"ruled\"}"))
                .contains("GetObject"));
        Outcome again = call("s3:PutBucketPolicy", POLICY.formatted("ruled", "PutObject"));
        assertTrue(again.ran(), again::toString);
        raw("s3:PutBucketPolicy", POLICY.formatted("ruled", "DeleteObject"));
        assertInstanceOf(Outcome.Refused.class, agent.undo(again.call()));
        assertTrue(String.valueOf(raw("s3:GetBucketPolicy", "{\"Bucket\": \"ruled\"}"))
                .contains("DeleteObject"));
    }

    @Test
    void aPortThatIsOpenedToTheWorldIsAskedAboutAndOneThatIsNotIsTakenBack() throws Exception {
        Object group = raw("ec2:CreateSecurityGroup", "{\"GroupName\": \"ports\", \"Description\": \"d\"}")
                .get("GroupId");
        ran("ec2:AuthorizeSecurityGroupIngress", INGRESS.formatted(group, "10.0.0.0/8"));
        assertTrue(String.valueOf(raw("ec2:DescribeSecurityGroups", "{}")).contains("10.0.0.0/8"));
        String shown = refused("ec2:AuthorizeSecurityGroupIngress", INGRESS.formatted(group, "0.0.0.0/0"));
        assertTrue(shown.contains("internet"), shown);
        undone();
        assertFalse(String.valueOf(raw("ec2:DescribeSecurityGroups", "{}")).contains("10.0.0.0/8"));
    }

    @Test
    void aSecretThatNobodyReadIsDeletedForAWhileUnaskedAndComesBack() throws Exception {
        raw("secretsmanager:CreateSecret", "{\"Name\": \"db/main\", \"SecretString\": \"s\"}");
        refused("secretsmanager:DeleteSecret", "{\"SecretId\": \"db/main\", \"ForceDeleteWithoutRecovery\": true}");
        ran("secretsmanager:DeleteSecret", "{\"SecretId\": \"db/main\", \"RecoveryWindowInDays\": 30}");
        assertTrue(raw("secretsmanager:DescribeSecret", "{\"SecretId\": \"db/main\"}")
                .containsKey("DeletedDate"));
        undone();
        assertFalse(raw("secretsmanager:DescribeSecret", "{\"SecretId\": \"db/main\"}")
                .containsKey("DeletedDate"));
    }

    /** What a person said yes to is read first as well, so that it can be taken back. */
    @Test
    void whatWasApprovedIsTakenBackToo() throws Exception {
        Object group = raw("ec2:CreateSecurityGroup", "{\"GroupName\": \"open\", \"Description\": \"d\"}")
                .get("GroupId");
        Outcome outcome = approved("ec2:AuthorizeSecurityGroupIngress", INGRESS.formatted(group, "0.0.0.0/0"));
        Outcome undone = agent.undo(outcome.call());
        assertTrue(undone.ran(), undone::toString);
        assertFalse(String.valueOf(raw(
                        "ec2:DescribeSecurityGroupRules",
                        "{\"Filters\": [{\"Name\": \"group-id\", \"Values\": [\"" + group + "\"]}]}"))
                .contains("FromPort=443"));
    }

    @Test
    void aDryRunIsARead() throws Exception {
        String run = "{\"ImageId\": \"ami-12c6146b\", \"MinCount\": 1, \"MaxCount\": 1}";
        List<?> instances = (List<?>) raw("ec2:RunInstances", run).get("Instances");
        Object id = ((Map<?, ?>) instances.get(0)).get("InstanceId");
        Outcome dry = call("ec2:TerminateInstances", "{\"InstanceIds\": [\"" + id + "\"], \"DryRun\": true}");
        assertInstanceOf(Outcome.Failed.class, dry, "AWS answers a dry run with an error");
        assertEquals(List.of(), questions);
        refused("ec2:TerminateInstances", "{\"InstanceIds\": [\"" + id + "\"]}");
        refused(
                "ec2:ModifyInstanceAttribute",
                "{\"InstanceId\": \"" + id + "\", \"DisableApiTermination\": {\"Value\": false}}");
    }

    @Test
    void theRightsOfAnAdministratorAreAskedAbout() throws Exception {
        String trust =
                "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":"
                        + "{\\\"Service\\\":\\\"lambda.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}]}";
        ran("iam:CreateRole", "{\"RoleName\": \"mail\", \"AssumeRolePolicyDocument\": \"" + trust + "\"}");
        refused(
                "iam:AttachRolePolicy",
                "{\"RoleName\": \"mail\", \"PolicyArn\": \"arn:aws:iam::aws:policy/AdministratorAccess\"}");
        undone();
        assertFalse(String.valueOf(raw("iam:ListRoles", "{}")).contains("RoleName=mail,"));
    }

    @Test
    void whatIsMadeIsTakenBack() throws Exception {
        ran("ec2:CreateSecurityGroup", "{\"GroupName\": \"web\", \"Description\": \"d\"}");
        ran("dynamodb:CreateTable", TABLE.formatted("orders"));
        undone();
        assertFalse(String.valueOf(raw("ec2:DescribeSecurityGroups", "{}")).contains("GroupName=web"));
        assertFalse(String.valueOf(raw("dynamodb:ListTables", "{}")).contains("orders"));
    }
}
