package io.brattice.aws.rehearsal;

import java.util.Set;

/**
 * What becomes of one resource of a stack.
 *
 * @param what it is
 * @param type as CloudFormation names it: {@code AWS::RDS::DBInstance}
 * @param logical its name in the template, below the names of nested stacks
 * @param physical its name; empty for one that is not there yet
 * @param why where it is from: a policy, a replacement
 */
record StackChange(What what, String type, String logical, String physical, String why) {

    /** From the mildest to the gravest. */
    enum What {
        /** It is made. */
        ADDED("adds"),
        /** It stays, and nothing manages it any more. */
        KEPT("leaves"),
        /** It is changed in place. */
        CHANGED("changes"),
        /** A snapshot is taken, and it is deleted. */
        SNAPSHOT("deletes after a snapshot"),
        /** It may be deleted, and made anew under another identity. */
        MAYBE_REPLACED("may replace"),
        /** It is deleted, and made anew under another identity. */
        REPLACED("replaces"),
        /** It is deleted. */
        DELETED("deletes"),
        /** Nobody can tell: taken as deleted. */
        UNKNOWN("may delete");

        final String says;

        What(String says) {
            this.says = says;
        }

        boolean destroys() {
            return compareTo(SNAPSHOT) >= 0;
        }
    }

    /** Types of which something is lost when they are deleted, and not made again by making them again. */
    private static final Set<String> DATA = Set.of(
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBCluster",
            "AWS::RDS::GlobalCluster",
            "AWS::DynamoDB::Table",
            "AWS::DynamoDB::GlobalTable",
            "AWS::S3::Bucket",
            "AWS::EC2::Volume",
            "AWS::EC2::Instance",
            "AWS::EC2::EIP",
            "AWS::EFS::FileSystem",
            "AWS::FSx::FileSystem",
            "AWS::FSx::Volume",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::MemoryDB::Cluster",
            "AWS::Neptune::DBCluster",
            "AWS::Neptune::DBInstance",
            "AWS::DocDB::DBCluster",
            "AWS::DocDB::DBInstance",
            "AWS::Redshift::Cluster",
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
            "AWS::Kinesis::Stream",
            "AWS::MSK::Cluster",
            "AWS::AmazonMQ::Broker",
            "AWS::SQS::Queue",
            "AWS::Logs::LogGroup",
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret",
            "AWS::Cognito::UserPool",
            "AWS::ECR::Repository",
            "AWS::EKS::Cluster",
            "AWS::Route53::HostedZone",
            "AWS::Backup::BackupVault",
            "AWS::Timestream::Table",
            "AWS::QLDB::Ledger",
            "AWS::Cassandra::Table",
            "AWS::CodeCommit::Repository",
            "AWS::ElasticBeanstalk::Environment");

    boolean holdsData() {
        return DATA.contains(type) || type.startsWith("Custom::") || type.equals("AWS::CloudFormation::CustomResource");
    }

    String line() {
        String name = physical.isEmpty() ? logical : logical + " (" + physical + ")";
        String data = what.destroys() && holdsData() ? ", which holds data" : "";
        return what.says + " " + type + " " + name + data + (why.isEmpty() ? "" : ": " + why);
    }
}
