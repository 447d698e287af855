package io.brattice.console.cloud;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The disasters of the demo. What is recorded was written down from the forms in which the services answer; no account is real. */
final class Scenes {

    private static final Place HERE = Place.ofSender().in("eu-central-1");
    private static final String ACCOUNT =
            "{\"Account\":\"123456789012\",\"Arn\":\"arn:aws:sts::123456789012:assumed-role/agent/demo\",\"UserId\":\"A:demo\"}";

    private Scenes() {}

    static List<Scene> all(Servers servers) throws InterruptedException {
        return List.of(environment(), table(servers.tables()), bucket(servers), versions(servers), database(), stack());
    }

    private static Scene environment() {
        Cloud cloud = Cloud.of(
                Optional.empty(),
                recorded(
                        "elasticbeanstalk:DescribeEnvironments",
                        "{\"Environments\":[{\"EnvironmentName\":\"shop-prod\",\"EnvironmentId\":\"e-1\",\"ApplicationName\":\"shop\",\"Status\":\"Ready\","
                                + "\"Health\":\"Green\",\"VersionLabel\":\"v41\"}]}",
                        "elasticbeanstalk:DescribeEnvironmentResources",
                        "{\"EnvironmentResources\":{\"EnvironmentName\":\"shop-prod\",\"Instances\":[{\"Id\":\"i-1\"},{\"Id\":\"i-2\"}]}}"));
        return new Scene(
                "an environment deleted and recreated",
                "An agent that was to mend an environment chose to delete it and make it anew: half a day of outage (December 2025).",
                cloud.source(""),
                cloud,
                List.of(),
                List.of(
                        call("elasticbeanstalk", "DescribeEnvironments", "{\"EnvironmentNames\":[\"shop-prod\"]}"),
                        call("elasticbeanstalk", "TerminateEnvironment", "{\"EnvironmentName\":\"shop-prod\"}"),
                        call("elasticbeanstalk", "RebuildEnvironment", "{\"EnvironmentName\":\"shop-prod\"}")),
                false,
                "the environment `shop-prod` and what ran in it");
    }

    private static Scene table(Optional<AwsSender> server) {
        String pitr = "{\"ContinuousBackupsDescription\":{\"ContinuousBackupsStatus\":\"ENABLED\","
                + "\"PointInTimeRecoveryDescription\":{\"PointInTimeRecoveryStatus\":\"DISABLED\"}}}";
        Cloud cloud = Cloud.of(
                server,
                server.isPresent()
                        ? recorded("dynamodb:DescribeContinuousBackups", pitr)
                        : recorded(
                                "dynamodb:DescribeContinuousBackups",
                                pitr,
                                "dynamodb:DescribeTable",
                                "{\"Table\":{\"TableName\":\"sessions\",\"TableStatus\":\"ACTIVE\",\"ItemCount\":1}}"));
        return new Scene(
                "a table deleted to clean a cache",
                "An agent deleted a table of DynamoDB to \"clean the cache\"; recovery to a point in time was off (2026).",
                cloud.source("DynamoDB local"),
                cloud,
                List.of(
                        call(
                                "dynamodb",
                                "CreateTable",
                                "{\"TableName\":\"sessions\",\"BillingMode\":\"PAY_PER_REQUEST\",\"AttributeDefinitions\":[{\"AttributeName\":\"id\","
                                        + "\"AttributeType\":\"S\"}],\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]}"),
                        call("dynamodb", "PutItem", "{\"TableName\":\"sessions\",\"Item\":{\"id\":{\"S\":\"1\"}}}")),
                List.of(
                        call("dynamodb", "DescribeTable", "{\"TableName\":\"sessions\"}"),
                        call("dynamodb", "DeleteTable", "{\"TableName\":\"sessions\"}")),
                false,
                "the table `sessions` with its items");
    }

    private static Scene bucket(Servers servers) throws InterruptedException {
        return emptied(servers, "plain-files", false);
    }

    private static Scene versions(Servers servers) throws InterruptedException {
        return emptied(servers, "kept-files", true);
    }

    private static Scene emptied(Servers servers, String bucket, boolean versions) throws InterruptedException {
        Optional<AwsSender> server = servers.buckets();
        String name = "{\"Bucket\":\"" + bucket + "\"";
        Cloud cloud = Cloud.of(server, server.isPresent() ? Map.of() : recorded("s3:GetBucketVersioning", "{}"));
        List<AwsCall> furnishing = new ArrayList<>(List.of(call("s3", "CreateBucket", name + "}")));
        if (versions) {
            furnishing.add(
                    call("s3", "PutBucketVersioning", name + ",\"VersioningConfiguration\":{\"Status\":\"Enabled\"}}"));
        }
        furnishing.add(call("s3", "PutObject", name + ",\"Key\":\"a.csv\"}"));
        furnishing.add(call("s3", "PutObject", name + ",\"Key\":\"b.csv\"}"));
        return new Scene(
                versions ? "a bucket emptied that keeps versions" : "a bucket emptied",
                versions
                        ? "The same where the bucket keeps versions: a deletion adds a marker, and taking it back removes that."
                        : "A clean-up of a bucket that keeps no versions: what is deleted there is gone.",
                cloud.source("S3Mock"),
                cloud,
                furnishing,
                versions && server.isEmpty()
                        ? List.of() // a record does not know of the marker that is added
                        : List.of(
                                call("s3", "DeleteObject", name + ",\"Key\":\"a.csv\"}"),
                                call("s3", "DeleteObject", name + ",\"Key\":\"b.csv\"}")),
                versions,
                versions ? "nothing for good: the versions are still there, and nobody saw to them" : "both objects");
    }

    private static Scene database() {
        Cloud cloud = Cloud.of(
                Optional.empty(),
                recorded(
                        "rds:DescribeDBInstances",
                        "{\"DBInstances\":[{\"DBInstanceIdentifier\":\"orders\",\"DBInstanceStatus\":\"available\",\"DeletionProtection\":false,"
                                + "\"BackupRetentionPeriod\":7,\"AllocatedStorage\":200,\"Engine\":\"postgres\"}]}",
                        "rds:DescribeDBSnapshots",
                        "{\"DBSnapshots\":[{\"DBSnapshotIdentifier\":\"orders-weekly\",\"DBInstanceIdentifier\":\"orders\",\"SnapshotType\":\"manual\"}]}"));
        return new Scene(
                "a database deleted with its snapshots",
                "An agent that was to save costs deleted an instance without a last snapshot, its automated backups, and the snapshots.",
                cloud.source(""),
                cloud,
                List.of(),
                List.of(
                        call("rds", "DescribeDBInstances", "{\"DBInstanceIdentifier\":\"orders\"}"),
                        call(
                                "rds",
                                "DeleteDBInstance",
                                "{\"DBInstanceIdentifier\":\"orders\",\"SkipFinalSnapshot\":true,\"DeleteAutomatedBackups\":true}"),
                        call("rds", "DeleteDBSnapshot", "{\"DBSnapshotIdentifier\":\"orders-weekly\"}")),
                false,
                "the database `orders` and every backup of it");
    }

    private static Scene stack() {
        Cloud cloud = Cloud.of(
                Optional.empty(),
                recorded(
                        "cloudformation:DescribeChangeSet",
                        "{\"StackName\":\"shop\",\"ChangeSetName\":\"rename\",\"Status\":\"CREATE_COMPLETE\",\"ExecutionStatus\":\"AVAILABLE\",\"Changes\":[{\"Type\":"
                                + "\"Resource\",\"ResourceChange\":{\"Action\":\"Modify\",\"LogicalResourceId\":\"Orders\",\"PhysicalResourceId\":\"orders\","
                                + "\"ResourceType\":\"AWS::RDS::DBInstance\",\"Replacement\":\"True\",\"PolicyAction\":\"ReplaceAndDelete\",\"Scope\":[\"Properties\"]}}]}"));
        return new Scene(
                "a database replaced by a change of a name",
                "A change set that renames a database replaces it: CloudFormation makes a new one and deletes the old one.",
                cloud.source(""),
                cloud,
                List.of(),
                List.of(
                        call(
                                "cloudformation",
                                "DescribeChangeSet",
                                "{\"StackName\":\"shop\",\"ChangeSetName\":\"rename\"}"),
                        call(
                                "cloudformation",
                                "ExecuteChangeSet",
                                "{\"StackName\":\"shop\",\"ChangeSetName\":\"rename\"}")),
                false,
                "the database `orders`, replaced by an empty one");
    }

    private static AwsCall call(String service, String operation, String parameters) {
        return new AwsCall(service, operation, Arguments.fromJson(parameters), HERE);
    }

    private static Map<String, Map<String, @Nullable Object>> recorded(String... answers) {
        Map<String, Map<String, @Nullable Object>> recorded = new HashMap<>();
        recorded.put("sts:GetCallerIdentity", Arguments.fromJson(ACCOUNT).asMap());
        for (int i = 0; i < answers.length; i += 2) {
            recorded.put(answers[i], Arguments.fromJson(answers[i + 1]).asMap());
        }
        return recorded;
    }
}
