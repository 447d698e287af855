package io.brattice.aws.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Looking things up. */
class CatalogueTest {

    private final Catalogue catalogue = Catalogue.shipped();

    @Test
    void knowsEveryOperationOfEveryService() {
        int operations = catalogue.services().stream()
                .mapToInt(service -> catalogue.operations(service).size())
                .sum();
        assertTrue(
                catalogue.services().size() >= 420,
                () -> "services: " + catalogue.services().size());
        assertTrue(operations >= 18_000, () -> "operations: " + operations);
    }

    @Test
    void tellsWhatIsKnownOfOneOperation() {
        Operation found = catalogue.operation("rds", "DeleteDBInstance").orElseThrow();
        assertEquals(Verb.DELETE, found.verb());
        assertEquals(Reversibility.IRREVERSIBLE, found.inherent());
        assertEquals(
                List.of(
                        "DBInstanceIdentifier",
                        "SkipFinalSnapshot",
                        "FinalDBSnapshotIdentifier",
                        "DeleteAutomatedBackups"),
                found.members());
        assertEquals(Set.of("DBInstanceIdentifier"), found.required());
        assertEquals(Optional.empty(), found.dryRun());
        assertEquals("rds:DeleteDBInstance", found.id());
    }

    @Test
    void saysWhyWhereAPersonDecided() {
        Operation found = catalogue.operation("sqs", "ReceiveMessage").orElseThrow();
        assertEquals(Evidence.CURATED, found.evidence());
        assertTrue(found.why().contains("hides"), found.why());
    }

    @Test
    void hasNoOperationUnderANameThatIsNotExactlyTheModels() {
        assertEquals(Optional.empty(), catalogue.operation("rds", "deleteDBInstance"));
        assertEquals(Optional.empty(), catalogue.operation("rds", "DeleteDBInstance "));
        assertEquals(Optional.empty(), catalogue.operation("RDS", "DeleteDBInstance"));
        assertEquals(Optional.empty(), catalogue.operation("", ""));
        assertEquals(List.of(), catalogue.operations("no-such-service"));
    }

    @Test
    void followsPathsIntoRequests() {
        assertEquals(Optional.of(Kind.STRING), catalogue.request("s3", "DeleteObjects", "Delete.Objects[].VersionId"));
        assertEquals(Optional.of(Kind.LIST), catalogue.request("s3", "DeleteObjects", "Delete.Objects"));
        assertEquals(Optional.of(Kind.STRUCTURE), catalogue.request("s3", "DeleteObjects", "Delete.Objects[]"));
        assertEquals(Optional.of(Kind.BOOLEAN), catalogue.request("rds", "DeleteDBInstance", "SkipFinalSnapshot"));
        assertEquals(Optional.of(Kind.STRING), catalogue.request("dynamodb", "PutItem", "Item{}.S"));
        assertEquals(Optional.of(Kind.STRING), catalogue.request("dynamodb", "PutItem", "Item{}.M{}.L[].S"));
    }

    @Test
    void hasNothingAtAPathThatIsWrittenWrongly() {
        for (String path : List.of(
                "",
                "Delete.Objects[].VersionID",
                "Delete.Objects.VersionId",
                "Delete[]",
                "Delete.Objects{}",
                "Delete.",
                ".Delete",
                "Delete..Objects")) {
            assertEquals(Optional.empty(), catalogue.request("s3", "DeleteObjects", path), path);
        }
        assertEquals(Optional.empty(), catalogue.request("s3", "NoSuchOperation", "Bucket"));
    }

    @Test
    void followsPathsIntoAnswersOfReaders() {
        assertEquals(Optional.of(Kind.STRING), catalogue.answer("s3", "GetBucketVersioning", "Status"));
        assertEquals(
                Optional.of(Kind.BOOLEAN),
                catalogue.answer("rds", "DescribeDBInstances", "DBInstances[].DeletionProtection"));
        assertEquals(
                Optional.of(Kind.BOOLEAN),
                catalogue.answer(
                        "ec2",
                        "DescribeInstances",
                        "Reservations[].Instances[].BlockDeviceMappings[].Ebs.DeleteOnTermination"));
        assertEquals(Optional.empty(), catalogue.answer("rds", "DescribeDBInstances", "DBInstances[].Nothing"));
    }

    @Test
    void knowsWhatTheCommandLineCallsThings() {
        Map<String, String> commands = Map.of(
                "s3api delete-object", "s3:DeleteObject",
                "rds delete-db-instance", "rds:DeleteDBInstance",
                "configservice delete-configuration-recorder", "config:DeleteConfigurationRecorder",
                "deploy create-deployment", "codedeploy:CreateDeployment",
                "wafv2 list-web-acls", "wafv2:ListWebACLs",
                "storagegateway create-cached-iscsi-volume", "storagegateway:CreateCachediSCSIVolume",
                "elasticbeanstalk swap-environment-cnames", "elasticbeanstalk:SwapEnvironmentCNAMEs",
                "mturk list-hits-for-qualification-type", "mturk:ListHITsForQualificationType");
        commands.forEach((command, id) -> {
            int blank = command.indexOf(' ');
            Optional<Operation> found = catalogue.ofCommand(command.substring(0, blank), command.substring(blank + 1));
            assertEquals(Optional.of(id), found.map(Operation::id), command);
            assertEquals(
                    Optional.of(command),
                    catalogue.commandOf(found.get().service(), found.get().name()));
        });
        assertEquals(Optional.empty(), catalogue.ofCommand("s3", "rm"));
        assertEquals(Optional.empty(), catalogue.ofCommand("rds", "DeleteDBInstance"));
    }

    @Test
    void hasOneNameForEachOperationOfTheCommandLine() {
        for (String service : catalogue.services()) {
            long names = catalogue.operations(service).stream()
                    .map(operation -> catalogue.commandOf(service, operation.name()))
                    .distinct()
                    .count();
            assertEquals(catalogue.operations(service).size(), names, service);
        }
    }

    @Test
    void knowsWhatTheSdkCallsServices() {
        Map<String, String> names = Map.ofEntries(
                Map.entry("Rds", "rds"),
                Map.entry("Ec2", "ec2"),
                Map.entry("s3", "s3"),
                Map.entry("S3", "s3"),
                Map.entry("DynamoDb", "dynamodb"),
                Map.entry("DynamoDbStreams", "dynamodbstreams"),
                Map.entry("CognitoIdentityProvider", "cognito-idp"),
                Map.entry("ElasticBeanstalk", "elasticbeanstalk"),
                Map.entry("ResourceGroupsTaggingApi", "resourcegroupstaggingapi"),
                Map.entry("CloudWatchLogs", "logs"),
                Map.entry("EventBridge", "events"),
                Map.entry("Sfn", "stepfunctions"),
                Map.entry("Elasticsearch", "es"),
                Map.entry("DatabaseMigration", "dms"),
                Map.entry("Directory", "ds"),
                Map.entry("ElasticLoadBalancing", "elb"),
                Map.entry("ElasticLoadBalancingV2", "elbv2"));
        names.forEach((sdk, service) -> assertEquals(Optional.of(service), catalogue.serviceOfSdk(sdk), sdk));
        assertEquals(Optional.empty(), catalogue.serviceOfSdk("Nothing"));
    }

    @Test
    void givesTheSameToManyThreads() {
        Catalogue fresh = new Catalogue(Resource.bytes());
        List<Operation> found = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> {
                    assertEquals(
                            Optional.of(Kind.STRING),
                            fresh.answer("ec2", "DescribeInstances", "Reservations[].OwnerId"));
                    return fresh.operation("ec2", "RunInstances").orElseThrow();
                })
                .toList();
        found.forEach(operation -> assertSame(found.get(0), operation));
    }
}
