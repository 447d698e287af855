package io.brattice.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.action.Arguments;
import io.brattice.action.Classifier;
import io.brattice.action.Reversibility;
import io.brattice.action.ToolCall;
import io.brattice.testkit.ClassifierContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsClassifierContractTest extends ClassifierContract {

    private static ToolCall aws(String service, String operation, Map<String, ?> parameters) {
        return call("aws", Arguments.of("service", service, "operation", operation, "parameters", parameters));
    }

    @Override
    protected Classifier classifier() {
        return AwsClassifier.shipped();
    }

    @Override
    protected List<ToolCall> known() {
        return List.of(
                aws("ec2", "DescribeInstances", Map.of()),
                aws("rds", "DeleteDBInstance", Map.of("DBInstanceIdentifier", "orders", "SkipFinalSnapshot", true)),
                aws(
                        "s3",
                        "DeleteObjects",
                        Map.of("Bucket", "b", "Delete", Map.of("Objects", List.of(Map.of("Key", "k"))))));
    }

    @Override
    protected List<ToolCall> unknown() {
        return List.of(
                aws("rds", "deleteDBInstance", Map.of()),
                aws("Rds", "DeleteDBInstance", Map.of()),
                aws("rds", "DescribeEverythingAnew", Map.of()),
                aws("", "", Map.of()),
                aws("rds", "DescribeDBInstances", Map.of("Nonsense", 1)),
                call("aws", Arguments.none()),
                call("aws", Arguments.of("service", "rds", "operation", "DescribeDBInstances", "parameters", "{}")),
                call("aws", Arguments.of("service", "rds", "operation", "DescribeDBInstances", "dryRun", true)));
    }

    @Test
    void itIsNoOpinionOnOtherTools() throws Exception {
        assertEquals(Optional.empty(), classifier().assess(call("bash", Arguments.of("command", "aws s3 ls"))));
    }

    @Test
    void whatIsAskedAboutTheWorldIsTheWorstCase() throws Exception {
        Reversibility worst = classifier()
                .assess(aws("s3", "DeleteObject", Map.of("Bucket", "b", "Key", "k")))
                .orElseThrow()
                .reversibility();
        assertEquals(Reversibility.IRREVERSIBLE, worst);
    }
}
