package io.brattice.aws.judge;

import static io.brattice.aws.judge.Judging.judged;
import static io.brattice.aws.judge.Judging.knowing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Assessment;
import io.brattice.action.Effect;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.aws.catalogue.Operation.Evidence;
import io.brattice.aws.rule.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsJudgeTest {

    private static boolean says(Judged judged, String part) {
        return judged.assessment().reasons().stream().anyMatch(line -> line.contains(part));
    }

    private static void assertWorst(String id, String json, String saying) {
        Judged judged = judged(id, json);
        assertEquals(Reversibility.IRREVERSIBLE, judged.assessment().reversibility(), () -> id + json);
        assertFalse(judged.assessment().complete());
        assertTrue(says(judged, saying), () -> judged.assessment().reasons() + " should say " + saying);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            rds:DeleteDbInstance | {} | did you mean `DeleteDBInstance`?
            rds:deleteDBInstance | {} | did you mean `DeleteDBInstance`?
            RDS:DeleteDBInstance | {} | did you mean `rds`?
            rds:describeDBInstances | {} | did you mean `DescribeDBInstances`?
            rds:DescribeDBInstances | {'dbInstanceIdentifier': 'x'} | did you mean `DBInstanceIdentifier`?
            s3:GetObject | {'Bucket': 'b', 'Key': 'k', 'NewMember': 1} | has no member `NewMember`
            s3:DeleteObjects | {'Bucket': 'b', 'Delete': {'objects': [{'Key': 'k'}]}} | has no member `Delete.objects`
            s3:DeleteObjects | {'Bucket': 'b', 'Delete': {'Objects': [{'Key': 'k', 'versionId': 'v'}]}} | has no member `Delete.Objects[].versionId`
            s3:DeleteObjects | {'Bucket': 'b', 'Delete': '{"Objects": []}'} | `Delete` of `s3:DeleteObjects` is a string; pass an object
            s3:DeleteObjects | {'Bucket': 'b', 'Delete': {'Objects': [['k']]}} | is a list; pass an object
            rds:DeleteDBInstance | {'DBInstanceIdentifier': 'x', 'SkipFinalSnapshot': 'false'} | pass true or false
            rds:DeleteDBInstance | {'DBInstanceIdentifier': null} | is null; pass a string
            ec2:TerminateInstances | {'InstanceIds': ['i-1'], 'DryRun': 'true'} | pass true or false
            nosuch:Thing | {} | no service `nosuch` is known here
            """)
    void whatTheModelDoesNotHaveIsTheWorstAndTheRightWordIsNamed(String id, String request, String saying) {
        assertWorst(id, request.replace('\'', '"').replace("\"{\"Objects\": []}\"", "\"{}\""), saying);
    }

    @Test
    void aReadIsARead() {
        Judged judged = judged("ec2:DescribeInstances", "{\"InstanceIds\": [\"i-1\"]}");
        assertEquals(
                Assessment.of(
                        Reversibility.READ_ONLY,
                        "`ec2:DescribeInstances` reads",
                        Effect.of(
                                Verb.READ,
                                new io.brattice.action.Resource("aws:123456789012:eu-central-1:ec2:instance:i-1"),
                                Reversibility.READ_ONLY)),
                judged.assessment());
    }

    @Test
    void aDryRunIsARead() {
        Judged judged = judged("ec2:TerminateInstances", "{\"InstanceIds\": [\"i-1\"], \"DryRun\": true}");
        assertTrue(judged.rehearsal());
        assertEquals(Reversibility.READ_ONLY, judged.assessment().inherent());
        Judged off = judged("ec2:TerminateInstances", "{\"InstanceIds\": [\"i-1\"], \"DryRun\": false}");
        assertEquals(Reversibility.IRREVERSIBLE, off.assessment().reversibility());
    }

    /** `DryRun` of an operation that has none would be ignored by nobody but this library. */
    @Test
    void aDryRunThatDoesNotExistIsTheWorst() {
        assertWorst(
                "rds:DeleteDBInstance",
                "{\"DBInstanceIdentifier\": \"x\", \"DryRun\": true}",
                "has no member `DryRun`");
    }

    @Test
    void whatIsMadeIsReversibleBecauseItCanBeDeletedAndCostsMoney() {
        Assessment assessment =
                judged("efs:CreateFileSystem", "{\"CreationToken\": \"t\"}").assessment();
        assertEquals(Reversibility.REVERSIBLE, assessment.reversibility(), assessment::toString);
        assertTrue(assessment.dependsOnSafeguard());
        assertEquals(
                Judged.TAKEN_BACK, assessment.safeguards().iterator().next().id());
        assertTrue(
                assessment.effects().stream()
                        .anyMatch(effect ->
                                effect.verb() == Verb.SPEND && effect.reversibility() == Reversibility.REVERSIBLE),
                assessment::toString);
    }

    @Test
    void nothingThatDeletesIsLessThanIrreversibleWithoutFactsUnlessSomebodyWroteDownWhy() {
        for (String service : Catalogue.shipped().services()) {
            for (Operation operation : Catalogue.shipped().operations(service)) {
                if (operation.verb() == Verb.DELETE) {
                    Judged judged = judged(operation.id(), "{}", Facts.UNKNOWN);
                    boolean written = judged.ruling().isPresent() || operation.evidence() == Evidence.CURATED;
                    Reversibility least = written ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE;
                    assertTrue(judged.assessment().inherent().isAtLeast(least), operation::id);
                }
            }
        }
    }

    /** Its class is that of the deletion which it enables. */
    @Test
    void whatTakesAProtectionAwayIsIrreversible() {
        for (String[] call : new String[][] {
            {"rds:ModifyDBInstance", "{\"DBInstanceIdentifier\": \"x\", \"DeletionProtection\": false}"},
            {"ec2:ModifyInstanceAttribute", "{\"InstanceId\": \"i-1\", \"DisableApiTermination\": {\"Value\": false}}"},
            {"dynamodb:UpdateTable", "{\"TableName\": \"x\", \"DeletionProtectionEnabled\": false}"},
            {
                "elbv2:ModifyLoadBalancerAttributes",
                "{\"LoadBalancerArn\": \"x\", \"Attributes\": [{\"Key\": \"deletion_protection.enabled\", \"Value\": \"false\"}]}"
            },
            {"ecs:UpdateService", "{\"service\": \"web\", \"desiredCount\": 0}"},
            {"autoscaling:UpdateAutoScalingGroup", "{\"AutoScalingGroupName\": \"web\", \"DesiredCapacity\": 0}"},
            {"ec2:DeleteTags", "{\"Resources\": [\"i-1\"], \"Tags\": [{\"Key\": \"env\"}]}"}
        }) {
            Judged judged = judged(call[0], call[1]);
            assertEquals(
                    Reversibility.IRREVERSIBLE,
                    judged.assessment().reversibility(),
                    () -> call[0] + judged.assessment());
        }
    }

    @Test
    void whoIsLetInIsNamed() {
        Judged open = judged(
                "ec2:AuthorizeSecurityGroupIngress",
                "{\"GroupId\": \"sg-1\", \"IpPermissions\": [{\"IpProtocol\": \"tcp\", \"FromPort\": 22, \"ToPort\": 22,"
                        + " \"IpRanges\": [{\"CidrIp\": \"0.0.0.0/0\"}]}]}");
        assertTrue(says(open, "the whole internet"), () -> open.assessment().toString());
        assertEquals(Reversibility.IRREVERSIBLE, open.assessment().reversibility());
        String policy =
                "{\\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": {\\\"AWS\\\": \\\"arn:aws:iam::%s:root\\\"},"
                        + " \\\"Action\\\": \\\"s3:GetObject\\\", \\\"Resource\\\": \\\"*\\\"}]}";
        Judged foreign = judged(
                "s3:PutBucketPolicy", "{\"Bucket\": \"b\", \"Policy\": \"" + policy.formatted("999988887777") + "\"}");
        assertTrue(
                says(foreign, "lets in account `999988887777`"),
                () -> foreign.assessment().toString());
        assertEquals(Reversibility.IRREVERSIBLE, foreign.assessment().reversibility());
        Judged own = judged(
                "s3:PutBucketPolicy", "{\"Bucket\": \"b\", \"Policy\": \"" + policy.formatted("123456789012") + "\"}");
        assertFalse(says(own, "lets in account"), () -> own.assessment().toString());
    }

    @Test
    void aPersonsCredentialsAreNamedInWhatChangesSomething() {
        String sso = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_AdministratorAccess_1/olga@example.com";
        Facts person =
                knowing(Map.of("caller.arn", sso, "caller.account", "123456789012", "caller.alias", "shop-prod"));
        Judged delete = judged("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"x\"}", person);
        assertTrue(
                says(delete, "account `shop-prod`"), () -> delete.assessment().toString());
        assertTrue(says(delete, "an agent should have a role of its own"));
        Facts wide = knowing(Map.of(
                "caller.arn",
                "arn:aws:sts::123456789012:assumed-role/ops/i-1",
                "caller.policies",
                List.of("AdministratorAccess")));
        assertTrue(says(
                judged("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"x\"}", wide), "`AdministratorAccess`"));
        Facts narrow = knowing(Map.of(
                "caller.arn",
                "arn:aws:sts::123456789012:assumed-role/deploy/i-1",
                "caller.policies",
                List.of("deploy")));
        assertFalse(says(judged("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"x\"}", narrow), "of its own"));
        assertFalse(says(judged("rds:DescribeDBInstances", "{}", person), "of its own"), "reads are not worth it");
    }

    @Test
    void tagsAreThingsThatTiersCanBeToldBy() {
        Facts tagged = knowing(Map.of(
                "caller.account",
                "123456789012",
                "tags",
                List.of(Map.of("Key", "Environment", "Value", "prod"), Map.of("Key", "cost-centre", "Value", "7"))));
        Judged judged = judged("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"x\"}", tagged);
        List<String> tags = judged.assessment().effects().stream()
                .map(effect -> effect.resource().uri())
                .filter(uri -> Past.thing(uri).startsWith("tag:"))
                .toList();
        assertEquals(List.of("aws:123456789012:eu-central-1:tag:Environment:prod"), tags);
        assertTrue(judged("rds:DeleteDBInstance", "{\"DBInstanceIdentifier\": \"x\"}").assessment().effects().stream()
                .anyMatch(effect -> effect.resource().uri().endsWith(":tag:unknown:unknown")));
    }

    @Test
    void sqlIsWhatItsReaderSaysAndTheWorstWithoutOne() {
        Inner reader = (language, text) -> language == Inner.Language.SQL
                ? Optional.of(new Inner.Read(
                        text.startsWith("SELECT") ? Reversibility.READ_ONLY : Reversibility.IRREVERSIBLE, "it says so"))
                : Optional.empty();
        String select =
                "{\"resourceArn\": \"arn:aws:rds:eu-central-1:123456789012:cluster:c\", \"secretArn\": \"s\", \"sql\": \"SELECT 1\"}";
        assertEquals(
                Reversibility.IRREVERSIBLE,
                judged("rds-data:ExecuteStatement", select).assessment().reversibility());
        AwsJudge reading = AwsJudge.shipped().reading(reader);
        Assessment read = reading.judge(
                        Judging.call("rds-data:ExecuteStatement", select), Judging.ACCOUNT, Trail.fresh())
                .assessment();
        assertEquals(Reversibility.READ_ONLY, read.reversibility());
        Assessment drop = reading.judge(
                        Judging.call("rds-data:ExecuteStatement", select.replace("SELECT 1", "DROP TABLE x")),
                        Judging.ACCOUNT,
                        Trail.fresh())
                .assessment();
        assertEquals(Reversibility.IRREVERSIBLE, drop.reversibility());
        Assessment mixed = reading.judge(
                        Judging.call(
                                "dynamodb:BatchExecuteStatement",
                                "{\"Statements\": [{\"Statement\": \"SELECT 1\"}, {\"Statement\": \"DELETE FROM x\"}]}"),
                        Judging.ACCOUNT,
                        Trail.fresh())
                .assessment();
        assertEquals(Reversibility.IRREVERSIBLE, mixed.reversibility());
    }

    @Test
    void linesForAShellAreShownAndAlwaysTheWorst() {
        Judged judged = AwsJudge.shipped()
                .reading((language, text) -> Optional.of(new Inner.Read(Reversibility.READ_ONLY, "reads")))
                .judge(
                        Judging.call(
                                "ssm:SendCommand",
                                "{\"DocumentName\": \"AWS-RunShellScript\", \"InstanceIds\": [\"i-1\"],"
                                        + " \"Parameters\": {\"commands\": [\"uptime\"]}}"),
                        Judging.ACCOUNT,
                        Trail.fresh());
        assertEquals(Reversibility.IRREVERSIBLE, judged.assessment().reversibility());
        assertTrue(says(judged, "runs `uptime`"));
    }

    @Test
    void cloudControlIsTheCallOfTheServiceItself() {
        Judged judged = judged(
                "cloudcontrol:DeleteResource", "{\"TypeName\": \"AWS::RDS::DBInstance\", \"Identifier\": \"orders\"}");
        assertEquals("rds:DeleteDBInstance", judged.inner().orElseThrow().id());
        assertTrue(judged.assessment().effects().stream()
                .anyMatch(effect -> effect.resource().uri().equals("aws:123456789012:eu-central-1:rds:db:orders")));
        Judged update = judged(
                "cloudcontrol:UpdateResource",
                "{\"TypeName\": \"AWS::RDS::DBInstance\", \"Identifier\": \"orders\", \"PatchDocument\":"
                        + " \"[{\\\"op\\\": \\\"replace\\\", \\\"path\\\": \\\"/DeletionProtection\\\", \\\"value\\\": false}]\"}");
        assertEquals(Reversibility.IRREVERSIBLE, update.assessment().reversibility());
        assertEquals("rds:ModifyDBInstance", update.inner().orElseThrow().id());
        Judged generic = judged(
                "cloudcontrol:DeleteResource", "{\"TypeName\": \"AWS::Backup::BackupVault\", \"Identifier\": \"v\"}");
        assertEquals("backup:DeleteBackupVault", generic.inner().orElseThrow().id());
        assertEquals(
                Reversibility.IRREVERSIBLE,
                judged("cloudcontrol:DeleteResource", "{\"TypeName\": \"Other::Own::Type\", \"Identifier\": \"v\"}")
                        .assessment()
                        .reversibility());
    }

    /** The native operation has a dry run; the call that is sent has none. */
    @Test
    void aDryRunInAPatchOfCloudControlIsNone() {
        Judged judged = judged(
                "cloudcontrol:UpdateResource",
                "{\"TypeName\": \"AWS::EC2::Instance\", \"Identifier\": \"i-1\", \"PatchDocument\":"
                        + " \"[{\\\"op\\\": \\\"add\\\", \\\"path\\\": \\\"/DryRun\\\", \\\"value\\\": true}]\"}");
        assertEquals(Reversibility.IRREVERSIBLE, judged.assessment().reversibility());
        assertFalse(judged.rehearsal());
    }

    @Test
    void aDocumentThatTerminatesIsATermination() {
        Judged judged = judged(
                "ssm:StartAutomationExecution",
                "{\"DocumentName\": \"AWS-TerminateEC2Instance\", \"Parameters\": {\"InstanceId\": [\"i-1\", \"i-2\"]}}");
        assertEquals(Reversibility.IRREVERSIBLE, judged.assessment().reversibility());
        assertTrue(judged.assessment().effects().stream()
                .anyMatch(effect -> effect.verb() == Verb.DELETE
                        && effect.resource().uri().equals("aws:123456789012:eu-central-1:ec2:instance:i-2")));
    }

    @Test
    void noRequestMakesItThrow() {
        String[] requests = {
            "{}",
            "{\"Bucket\": 1}",
            "{\"TypeName\": 7, \"Identifier\": [], \"PatchDocument\": \"[\"}",
            "{\"TypeName\": \"AWS::X\", \"Identifier\": \"\", \"PatchDocument\": \"[{}]\"}",
            "{\"Parameters\": {\"commands\": 3}, \"DocumentName\": \"AWS-StopEC2Instance\"}",
            "{\"TopicArn\": \"arn:\"}",
            "{\"TopicArn\": \"arn:a:b:c:d:\"}",
            "{\"Tags\": [[[]]], \"tags\": {\"a\": {\"b\": 1}}}"
        };
        for (String service : List.of("s3", "cloudcontrol", "ssm", "sns", "ec2", "rds-data", "dynamodb")) {
            for (Operation operation : Catalogue.shipped().operations(service)) {
                for (String request : requests) {
                    assertTrue(!judged(operation.id(), request)
                            .assessment()
                            .reasons()
                            .isEmpty());
                }
            }
        }
    }
}
