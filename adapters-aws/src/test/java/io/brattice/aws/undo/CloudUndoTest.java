package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.StaleException;
import io.brattice.action.Arguments;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that moto stands in for. Skipped where it is not on the PATH. */
class CloudUndoTest {

    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    private static final String CLOSED =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private Cycle cycle = new Cycle(Server.MOTO.address(), Undos.shipped());
    private final String name = "n-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void start() {
        cycle = new Cycle(Server.MOTO);
    }

    private static @Nullable Object at(Map<String, @Nullable Object> answer, String pointer) {
        return Tree.at(answer, pointer);
    }

    @Test
    void aKeyThatWasScheduledForDeletionIsEnabledAgain() throws Exception {
        Object key = at(cycle.send("kms", "CreateKey"), "/KeyMetadata/KeyId");
        Cycle.Done done = cycle.run(
                "kms:ScheduleKeyDeletion", "kms", "ScheduleKeyDeletion", "KeyId", key, "PendingWindowInDays", 7);
        assertEquals("PendingDeletion", at(cycle.send("kms", "DescribeKey", "KeyId", key), "/KeyMetadata/KeyState"));

        cycle.takeBack(done);

        assertEquals("Enabled", at(cycle.send("kms", "DescribeKey", "KeyId", key), "/KeyMetadata/KeyState"));
    }

    @Test
    void afterItsWaitingPeriodAKeyIsNotSaidToComeBack() throws Exception {
        Object key = at(cycle.send("kms", "CreateKey"), "/KeyMetadata/KeyId");
        Cycle.Done done = cycle.run(
                "kms:ScheduleKeyDeletion", "kms", "ScheduleKeyDeletion", "KeyId", key, "PendingWindowInDays", 7);
        Undos later = Undos.shipped().by(Clock.offset(Clock.systemUTC(), Duration.ofDays(7)));
        StaleException late =
                assertThrows(StaleException.class, () -> later.plan(done.kept(), done.left(), Cycle.SENDER));
        assertTrue(late.getMessage().contains("too late"), late.getMessage());
    }

    @Test
    void aSecretThatWasDeletedWithAWindowIsRestoredAndItsValueNeverWrittenDown() throws Exception {
        cycle.send("secretsmanager", "CreateSecret", "Name", name, "SecretString", "hunter2");
        Cycle.Done done = cycle.run(
                "secretsmanager:DeleteSecret",
                "secretsmanager",
                "DeleteSecret",
                "SecretId",
                name,
                "RecoveryWindowInDays",
                30);
        assertFalse((done.kept().json() + done.left().json()).contains("hunter2"));
        cycle.takeBack(done);
        assertEquals(
                "hunter2",
                cycle.send("secretsmanager", "GetSecretValue", "SecretId", name).get("SecretString"));
    }

    @Test
    void aSecretThatIsDeletedAtOnceIsRefused() throws Exception {
        cycle.send("secretsmanager", "CreateSecret", "Name", name, "SecretString", "hunter2");
        assertThrows(
                UndoException.class,
                () -> cycle.run(
                        "secretsmanager:DeleteSecret",
                        "secretsmanager",
                        "DeleteSecret",
                        "SecretId",
                        name,
                        "ForceDeleteWithoutRecovery",
                        true));
    }

    @Test
    void aVersionOfAPolicyIsTakenBack() throws Exception {
        Object policy =
                at(cycle.send("iam", "CreatePolicy", "PolicyName", name, "PolicyDocument", CLOSED), "/Policy/Arn");
        Cycle.Done done = cycle.run(
                "iam:CreatePolicyVersion",
                "iam",
                "CreatePolicyVersion",
                "PolicyArn",
                policy,
                "PolicyDocument",
                OPEN,
                "SetAsDefault",
                true);
        cycle.takeBack(done);
        assertEquals("v1", at(cycle.send("iam", "GetPolicy", "PolicyArn", policy), "/Policy/DefaultVersionId"));
        assertEquals(
                1,
                Tree.items(cycle.send("iam", "ListPolicyVersions", "PolicyArn", policy)
                                .get("Versions"))
                        .size());
    }

    @Test
    void anInlinePolicyIsAsItWasAndOneThatWasAttachedBeforeStaysAttached() throws Exception {
        cycle.send("iam", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", OPEN);
        cycle.send("iam", "PutRolePolicy", "RoleName", name, "PolicyName", "p", "PolicyDocument", CLOSED);
        Cycle.Done done = cycle.run(
                "iam:PutRolePolicy",
                "iam",
                "PutRolePolicy",
                "RoleName",
                name,
                "PolicyName",
                "p",
                "PolicyDocument",
                OPEN);
        cycle.takeBack(done);
        String now = String.valueOf(cycle.send("iam", "GetRolePolicy", "RoleName", name, "PolicyName", "p")
                .get("PolicyDocument"));
        assertTrue(now.contains("Deny"), now);

        Object policy =
                at(cycle.send("iam", "CreatePolicy", "PolicyName", name, "PolicyDocument", CLOSED), "/Policy/Arn");
        cycle.send("iam", "AttachRolePolicy", "RoleName", name, "PolicyArn", policy);
        Cycle.Done again =
                cycle.run("iam:AttachRolePolicy", "iam", "AttachRolePolicy", "RoleName", name, "PolicyArn", policy);
        assertEquals(
                List.of(),
                cycle.undos.plan(again.kept(), again.left(), Cycle.SENDER).calls());
        cycle.run("iam:DetachRolePolicy", "iam", "DetachRolePolicy", "RoleName", name, "PolicyArn", policy);
    }

    private String zone() throws Exception {
        Object id = at(
                cycle.send("route53", "CreateHostedZone", "Name", name + ".example.", "CallerReference", name),
                "/HostedZone/Id");
        return String.valueOf(id);
    }

    private static Map<String, Object> record(String name, String address) {
        return Map.of("Name", name, "Type", "A", "TTL", 60, "ResourceRecords", List.of(Map.of("Value", address)));
    }

    private Cycle.Done change(String zone, List<Map<String, Object>> changes) throws Exception {
        return cycle.run(
                "route53:ChangeResourceRecordSets",
                "route53",
                "ChangeResourceRecordSets",
                "HostedZoneId",
                zone,
                "ChangeBatch",
                Map.of("Changes", changes));
    }

    private String records(String zone) throws Exception {
        return Arguments.from(cycle.send("route53", "ListResourceRecordSets", "HostedZoneId", zone))
                .json();
    }

    @Test
    void recordsAreAsTheyWere() throws Exception {
        String zone = zone();
        String www = "www." + name + ".example.";
        String api = "api." + name + ".example.";
        change(zone, List.of(Map.of("Action", "CREATE", "ResourceRecordSet", record(www, "10.0.0.1"))));
        String before = records(zone);
        Cycle.Done done = change(
                zone,
                List.of(
                        Map.of("Action", "UPSERT", "ResourceRecordSet", record(www, "10.0.0.2")),
                        Map.of("Action", "UPSERT", "ResourceRecordSet", record(api, "10.0.0.3"))));

        cycle.takeBack(done);

        assertEquals(before, records(zone));
    }

    @Test
    void aRecordThatSomebodyChangedSinceKeepsTheWholeBatchAsItIs() throws Exception {
        String zone = zone();
        String www = "www." + name + ".example.";
        String api = "api." + name + ".example.";
        Cycle.Done done = change(
                zone,
                List.of(
                        Map.of("Action", "UPSERT", "ResourceRecordSet", record(www, "10.0.0.2")),
                        Map.of("Action", "UPSERT", "ResourceRecordSet", record(api, "10.0.0.3"))));
        change(zone, List.of(Map.of("Action", "UPSERT", "ResourceRecordSet", record(api, "10.0.0.9"))));
        String theirs = records(zone);
        assertThrows(StaleException.class, () -> cycle.takeBack(done));
        assertEquals(theirs, records(zone));
    }

    @Test
    void aWayIntoASecurityGroupIsClosedAgainAndOneThatWasClosedIsOpenAgain() throws Exception {
        Object group = cycle.send("ec2", "CreateSecurityGroup", "GroupName", name, "Description", "of a test")
                .get("GroupId");
        Map<String, Object> https = Map.of(
                "IpProtocol",
                "tcp",
                "FromPort",
                443,
                "ToPort",
                443,
                "IpRanges",
                List.of(Map.of("CidrIp", "10.0.0.0/8")));
        Map<String, Object> ssh = Map.of(
                "IpProtocol", "tcp", "FromPort", 22, "ToPort", 22, "IpRanges", List.of(Map.of("CidrIp", "0.0.0.0/0")));
        cycle.send("ec2", "AuthorizeSecurityGroupIngress", "GroupId", group, "IpPermissions", List.of(https));
        Object before = ways(group);
        Cycle.Done opened = cycle.run(
                "ec2:AuthorizeSecurityGroupIngress",
                "ec2",
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                group,
                "IpPermissions",
                List.of(ssh));
        cycle.takeBack(opened);
        assertEquals(before, ways(group));

        Cycle.Done closed = cycle.run(
                "ec2:RevokeSecurityGroupIngress",
                "ec2",
                "RevokeSecurityGroupIngress",
                "GroupId",
                group,
                "IpPermissions",
                List.of(https));
        cycle.takeBack(closed);
        assertEquals(before, ways(group));
    }

    private String ways(@Nullable Object group) throws Exception {
        return String.valueOf(at(
                cycle.send("ec2", "DescribeSecurityGroups", "GroupIds", List.of(String.valueOf(group))),
                "/SecurityGroups/0/IpPermissions"));
    }

    @Test
    void aProtectionOfADatabaseIsOnAgain() throws Exception {
        cycle.send(
                "rds",
                "CreateDBInstance",
                "DBInstanceIdentifier",
                name,
                "DBInstanceClass",
                "db.t3.micro",
                "Engine",
                "postgres",
                "AllocatedStorage",
                20,
                "MasterUsername",
                "olga",
                "MasterUserPassword",
                "hunter2hunter2",
                "DeletionProtection",
                true);
        Cycle.Done done = cycle.run(
                "rds:ModifyDBInstance",
                "rds",
                "ModifyDBInstance",
                "DBInstanceIdentifier",
                name,
                "DeletionProtection",
                false);
        cycle.takeBack(done);
        assertEquals(
                true,
                at(
                        cycle.send("rds", "DescribeDBInstances", "DBInstanceIdentifier", name),
                        "/DBInstances/0/DeletionProtection"));
        assertThrows(
                UndoException.class,
                () -> cycle.run(
                        "rds:ModifyDBInstance",
                        "rds",
                        "ModifyDBInstance",
                        "DBInstanceIdentifier",
                        name,
                        "MasterUserPassword",
                        "another-password"));
    }

    @Test
    void aPolicyOfABucketThatWasNotThereIsRemovedAgain() throws Exception {
        cycle.send(
                "s3",
                "CreateBucket",
                "Bucket",
                name,
                "CreateBucketConfiguration",
                Map.of("LocationConstraint", "eu-central-1"));
        Cycle.Done done = cycle.run(
                "s3:PutBucketPolicy",
                "s3",
                "PutBucketPolicy",
                "Bucket",
                name,
                "Policy",
                "{\"Version\": \"2012-10-17\", \"Statement\": []}");
        cycle.takeBack(done);
        assertEquals("NoSuchBucketPolicy", cycle.refusal("s3", "GetBucketPolicy", "Bucket", name));
    }

    @Test
    void aNewRoleOfTheSameNameDoesNotGetThePolicyOfTheOldOne() throws Exception {
        cycle.send("iam", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", OPEN);
        cycle.send("iam", "PutRolePolicy", "RoleName", name, "PolicyName", "p", "PolicyDocument", OPEN);
        Cycle.Done done =
                cycle.run("iam:DeleteRolePolicy", "iam", "DeleteRolePolicy", "RoleName", name, "PolicyName", "p");
        cycle.send("iam", "DeleteRole", "RoleName", name);
        cycle.send("iam", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", CLOSED);

        assertThrows(StaleException.class, () -> cycle.takeBack(done));

        assertEquals(
                "NoSuchEntity",
                cycle.refusal("iam", "GetRolePolicy", "RoleName", name, "PolicyName", "p")
                        .replace("NoSuchEntityException", "NoSuchEntity"));
    }
}
