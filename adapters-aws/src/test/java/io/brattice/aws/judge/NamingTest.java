package io.brattice.aws.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Kind;
import io.brattice.aws.catalogue.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            rds:DeleteDBInstance | {'DBInstanceIdentifier': 'prod-orders', 'SkipFinalSnapshot': true} | aws:123456789012:eu-central-1:rds:db:prod-orders
            rds:AddRoleToDBCluster | {'DBClusterIdentifier': 'c', 'RoleArn': 'arn:aws:iam::123456789012:role/r'} | aws:123456789012:eu-central-1:rds:cluster:c
            s3:GetObject | {'Bucket': 'b', 'Key': 'folder/key'} | aws:123456789012:eu-central-1:s3:object:b/folder/key
            s3:PutBucketPolicy | {'Bucket': 'b', 'Policy': '{}'} | aws:123456789012:eu-central-1:s3:bucket:b
            s3:DeleteObject | {'Bucket': 'arn:aws:s3:eu-central-1:123456789012:accesspoint/x', 'Key': 'k'} | aws:123456789012:eu-central-1:s3:object:unknown
            s3:DeleteObject | {'Bucket': 'x-12345-s3alias', 'Key': 'k'} | aws:123456789012:eu-central-1:s3:object:unknown
            sns:DeleteTopic | {'TopicArn': 'arn:aws:sns:us-east-1:999988887777:alerts'} | aws:999988887777:us-east-1:sns:topic:alerts
            sqs:PurgeQueue | {'QueueUrl': 'https://sqs.eu-central-1.amazonaws.com/123456789012/jobs'} | aws:123456789012:eu-central-1:sqs:queue:jobs
            iam:DeleteRole | {'RoleName': 'deploy'} | aws:123456789012:global:iam:role:deploy
            ec2:DeleteVolume | {'VolumeId': 'vol-0a1'} | aws:123456789012:eu-central-1:ec2:volume:vol-0a1
            ec2:DeleteTags | {'Resources': ['i-0a1'], 'Tags': [{'Key': 'env'}]} | aws:123456789012:eu-central-1:ec2:instance:i-0a1
            ec2:DeleteKeyPair | {'KeyName': 'ops'} | aws:123456789012:eu-central-1:ec2:key-pair:ops
            ec2:CreateSubnet | {'VpcId': 'vpc-1', 'CidrBlock': '10.0.0.0/24'} | aws:123456789012:eu-central-1:ec2:subnet:vpc-1/new
            lambda:DeleteFunction | {'FunctionName': 'arn:aws:lambda:eu-central-1:123456789012:function:mail:3'} | aws:123456789012:eu-central-1:lambda:function:mail
            lambda:DeleteFunction | {'FunctionName': '123456789012:function:mail'} | aws:123456789012:eu-central-1:lambda:function:mail
            secretsmanager:DeleteSecret | {'SecretId': 'prod-orders'} | aws:123456789012:eu-central-1:secretsmanager:secret:prod-orders
            ecs:UpdateService | {'cluster': 'prod', 'service': 'web', 'desiredCount': 0} | aws:123456789012:eu-central-1:ecs:service:prod/web
            ecs:UpdateService | {'service': 'web', 'desiredCount': 0} | aws:123456789012:eu-central-1:ecs:service:default/web
            eks:DeleteNodegroup | {'clusterName': 'c', 'nodegroupName': 'n'} | aws:123456789012:eu-central-1:eks:nodegroup:c/n
            dynamodb:DeleteTable | {'TableName': 'orders'} | aws:123456789012:eu-central-1:dynamodb:table:orders
            backup:DeleteBackupVault | {'BackupVaultName': 'v'} | aws:123456789012:eu-central-1:backup:backup-vault:v
            elasticbeanstalk:TerminateEnvironment | {'EnvironmentName': 'prod'} | aws:123456789012:eu-central-1:elasticbeanstalk:environment:prod
            elasticbeanstalk:TerminateEnvironment | {} | aws:123456789012:eu-central-1:elasticbeanstalk:environment:unknown
            rds:DeleteDBInstance | {'DBInstanceIdentifier': 'PROD-Orders'} | aws:123456789012:eu-central-1:rds:db:prod-orders
            sqs:PurgeQueue | {'QueueUrl': 'https://sqs.eu-central-1.amazonaws.com/999988887777/jobs'} | aws:999988887777:eu-central-1:sqs:queue:jobs
            sqs:PurgeQueue | {'QueueUrl': 'https://example.com/jobs'} | aws:123456789012:eu-central-1:sqs:queue:unknown
            ecs:DeleteService | {'cluster': 'arn:aws:ecs:eu-central-1:123456789012:cluster/prod', 'service': 'arn:aws:ecs:eu-central-1:123456789012:service/prod/web'} | aws:123456789012:eu-central-1:ecs:service:prod/web
            route53:DeleteHostedZone | {'Id': '/hostedzone/Z1'} | aws:123456789012:global:route53:hosted-zone:Z1
            s3:DeleteObjects | {'Bucket': 'arn:aws:s3:eu-central-1:123456789012:accesspoint/x', 'Delete': {'Objects': [{'Key': 'k'}]}} | aws:123456789012:eu-central-1:s3:object:unknown
            s3:DeleteObject | {'Bucket': 'b#1', 'Key': 'a%b'} | aws:123456789012:eu-central-1:s3:object:b%231/a%25b
            """)
    void aCallIsNamedByWhatItTouches(String operation, String request, String expected) {
        assertEquals(List.of(expected), Judging.touched(operation, request.replace('\'', '"')));
    }

    @Test
    void everyItemOfAListIsNamed() {
        assertEquals(
                List.of(
                        "aws:123456789012:eu-central-1:s3:object:b/one",
                        "aws:123456789012:eu-central-1:s3:object:b/two"),
                Judging.touched(
                        "s3:DeleteObjects",
                        "{\"Bucket\": \"b\", \"Delete\": {\"Objects\": [{\"Key\": \"one\"}, {\"Key\": \"two\"}]}}"));
        assertEquals(
                List.of(
                        "aws:123456789012:eu-central-1:ec2:instance:i-1",
                        "aws:123456789012:eu-central-1:ec2:instance:i-2"),
                Judging.touched("ec2:TerminateInstances", "{\"InstanceIds\": [\"i-1\", \"i-2\"]}"));
    }

    @Test
    void anArnOfASecretStandsForBothNamesThatItMayMean() {
        assertEquals(
                List.of(
                        "aws:123456789012:eu-central-1:secretsmanager:secret:prod-orders",
                        "aws:123456789012:eu-central-1:secretsmanager:secret:prod"),
                Judging.touched(
                        "secretsmanager:DeleteSecret",
                        "{\"SecretId\": \"arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod-orders\"}"));
    }

    @Test
    void moreThanCanBeListedAreUnknown() {
        String keys = java.util.stream.IntStream.range(0, 1_001)
                .mapToObj(i -> "{\"Key\": \"k" + i + "\"}")
                .collect(Collectors.joining(", "));
        assertEquals(
                List.of("aws:123456789012:eu-central-1:s3:object:unknown"),
                Judging.touched("s3:DeleteObjects", "{\"Bucket\": \"b\", \"Delete\": {\"Objects\": [" + keys + "]}}"));
    }

    @Test
    void everyMemberThatTheRowsNameExists() {
        Catalogue catalogue = Catalogue.shipped();
        NameRows rows = NameRows.shipped();
        Map<String, TreeSet<String>> members = new java.util.TreeMap<>();
        rows.types().keySet().forEach(key -> {
            int dot = key.lastIndexOf('.');
            members.computeIfAbsent(
                    key.substring(0, dot),
                    service -> catalogue.operations(service).stream()
                            .map(Operation::members)
                            .flatMap(List::stream)
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertTrue(members.get(key.substring(0, dot)).contains(key.substring(dot + 1)), key);
        });
    }

    @Test
    void everyPathOfTheRowsExists() {
        Catalogue catalogue = Catalogue.shipped();
        NameRows.shipped().operations().forEach((id, templates) -> {
            String service = id.substring(0, id.indexOf(':'));
            String name = id.substring(id.indexOf(':') + 1);
            assertTrue(catalogue.operation(service, name).isPresent(), id);
            for (Template template : templates) {
                for (Template.Part part : template.parts()) {
                    if (part.path().isEmpty()) {
                        continue;
                    }
                    String path =
                            String.join(".", part.path()).replace(".[]", "[]").replace(".*", "");
                    assertTrue(catalogue.request(service, name, path).isPresent(), id + " " + path);
                }
            }
        });
    }

    @Test
    void everyOperationThatCloudControlStandsForExists() {
        Catalogue catalogue = Catalogue.shipped();
        NameRows.shipped().carried().forEach((type, row) -> {
            for (String one : row.split(", ", -1)) {
                if (!one.equals("-")) {
                    String id = one.substring(0, one.indexOf(' '));
                    String service = id.substring(0, id.indexOf(':'));
                    Kind kind = catalogue
                            .request(service, id.substring(id.indexOf(':') + 1), one.substring(one.indexOf(' ') + 1))
                            .orElse(Kind.DOCUMENT);
                    assertTrue(kind == Kind.STRING || kind == Kind.LIST, type + " " + one);
                }
            }
        });
    }

    @Test
    void nothingIsLeftWithoutAName() {
        for (String service : Catalogue.shipped().services()) {
            for (Operation operation : Catalogue.shipped().operations(service)) {
                List<String> touched = Judging.touched(operation.id(), "{}");
                assertTrue(!touched.isEmpty(), operation::id);
                for (String uri : touched) {
                    assertTrue(uri.startsWith("aws:123456789012:"), () -> operation.id() + " " + uri);
                }
            }
        }
    }
}
