package io.brattice.aws.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Preview;
import io.brattice.action.Preview.Fidelity;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.call.Place;
import io.brattice.aws.judge.AwsJudge;
import io.brattice.aws.judge.Judged;
import io.brattice.aws.judge.Trail;
import io.brattice.aws.rule.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stacks, from recorded responses: no server that runs here tells of replacements. */
class StacksTest {

    private final Recorded recorded = new Recorded();

    /** Answers by operation and the first parameter that names something. */
    private static final class Recorded implements AwsSender {

        final Map<String, Map<String, @Nullable Object>> answers = new HashMap<>();
        final List<String> sent = new ArrayList<>();

        void on(String operation, String name, String json) {
            answers.put(operation + " " + name, Arguments.fromJson(json).asMap());
        }

        @Override
        public boolean sends(String service) {
            return true;
        }

        @Override
        public Map<String, @Nullable Object> send(AwsCall call) throws AwsException {
            sent.add(call.operation());
            Map<String, @Nullable Object> request = call.parameters().asMap();
            String name = String.valueOf(
                    request.getOrDefault("NextToken", request.getOrDefault("ChangeSetName", request.get("StackName"))));
            Map<String, @Nullable Object> answer = answers.get(call.operation() + " " + name);
            Map<String, @Nullable Object> any = answers.get(call.operation() + " *");
            if (answer == null && any == null) {
                throw new AwsException("AccessDenied", true, "not recorded");
            }
            return answer == null ? any : answer;
        }
    }

    private static AwsCall call(String operation, Object... parameters) {
        Map<String, @Nullable Object> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put((String) parameters[i], parameters[i + 1]);
        }
        return new AwsCall("cloudformation", operation, Arguments.from(all), Place.ofSender());
    }

    private static Judged judged(AwsCall call) {
        return AwsJudge.shipped().judge(call, Facts.UNKNOWN, Trail.fresh());
    }

    private Preview preview(AwsCall call) throws Exception {
        return Rehearsals.by(recorded).preview(judged(call));
    }

    @Test
    void aStackThatIsDeletedIsGoneThroughByItsDeletionPolicies() throws Exception {
        recorded.on("ListStackResources", "shop", """
                {"StackResourceSummaries":[
                 {"ResourceType":"AWS::RDS::DBInstance","LogicalResourceId":"Db","PhysicalResourceId":"prod","ResourceStatus":"CREATE_COMPLETE"},
                 {"ResourceType":"AWS::S3::Bucket","LogicalResourceId":"Kept","PhysicalResourceId":"b","ResourceStatus":"CREATE_COMPLETE"}],
                 "NextToken":"page-2"}""");
        recorded.on("ListStackResources", "page-2", """
                {"StackResourceSummaries":[
                 {"ResourceType":"AWS::CloudFormation::Stack","LogicalResourceId":"Inner","PhysicalResourceId":"inner","ResourceStatus":"CREATE_COMPLETE"},
                 {"ResourceType":"AWS::S3::Bucket","LogicalResourceId":"Gone","PhysicalResourceId":"x","ResourceStatus":"DELETE_COMPLETE"}]}""");
        recorded.on(
                "GetTemplate",
                "shop",
                "{\"TemplateBody\":\"{\\\"Resources\\\":{\\\"Kept\\\":{\\\"Type\\\":\\\"AWS::S3::Bucket\\\",\\\"DeletionPolicy\\\":\\\"Retain\\\"},"
                        + "\\\"Db\\\":{\\\"Type\\\":\\\"AWS::RDS::DBInstance\\\",\\\"DeletionPolicy\\\":\\\"Delete\\\"}}}\"}");
        recorded.on("ListStackResources", "inner", """
                {"StackResourceSummaries":[
                 {"ResourceType":"AWS::DynamoDB::Table","LogicalResourceId":"T","PhysicalResourceId":"orders","ResourceStatus":"CREATE_COMPLETE"}]}""");

        Preview preview = preview(call("DeleteStack", "StackName", "shop"));

        assertTrue(preview.text().contains("4 in all, 3 are deleted or replaced, 2 of them hold data"), preview.text());
        assertTrue(preview.text().contains("deletes AWS::RDS::DBInstance Db (prod), which holds data"), preview.text());
        assertTrue(preview.text().contains("leaves AWS::S3::Bucket Kept (b): DeletionPolicy Retain"), preview.text());
        assertTrue(
                preview.text().contains("Inner/T (orders), which holds data: the template could not be read"),
                preview.text());
    }

    @Test
    void whereOnePageIsMissingAllCountsAsDeleted() throws Exception {
        recorded.on("ListStackResources", "shop", "{\"StackResourceSummaries\":[],\"NextToken\":\"page-2\"}");
        Preview preview = preview(call("DeleteStack", "StackName", "shop"));
        assertTrue(preview.text().contains("taken as all deleted"), preview.text());
        assertNotEquals(Fidelity.EXACT, preview.fidelity());
    }

    private static final String REPLACING = """
            {"Changes":[
             {"Type":"Resource","ResourceChange":{"Action":"Modify","Replacement":"True","LogicalResourceId":"Db","PhysicalResourceId":"prod","ResourceType":"AWS::RDS::DBInstance"}},
             {"Type":"Resource","ResourceChange":{"Action":"Modify","Replacement":"False","LogicalResourceId":"F","PhysicalResourceId":"f","ResourceType":"AWS::Lambda::Function"}},
             {"Type":"Resource","ResourceChange":{"Action":"Modify","Replacement":"Conditional","LogicalResourceId":"Q","PhysicalResourceId":"q","ResourceType":"AWS::SQS::Queue"}},
             {"Type":"Resource","ResourceChange":{"Action":"Remove","PolicyAction":"Retain","LogicalResourceId":"B","PhysicalResourceId":"b","ResourceType":"AWS::S3::Bucket"}},
             {"Type":"Resource","ResourceChange":{"Action":"Modify","ChangeSetId":"arn:nested","Replacement":"False","LogicalResourceId":"Inner","PhysicalResourceId":"inner","ResourceType":"AWS::CloudFormation::Stack"}}],
             "Status":"CREATE_COMPLETE"}""";

    @Test
    void aChangeSetIsWalkedWithThoseOfTheStacksInIt() throws Exception {
        recorded.on("DescribeChangeSet", "next", REPLACING);
        recorded.on("DescribeChangeSet", "arn:nested", """
                {"Changes":[{"Type":"Resource","ResourceChange":{"Action":"Remove","LogicalResourceId":"T","PhysicalResourceId":"orders","ResourceType":"AWS::DynamoDB::Table"}}]}""");

        Preview preview = preview(call("ExecuteChangeSet", "StackName", "shop", "ChangeSetName", "next"));

        assertTrue(preview.text().contains("6 in all, 3 are deleted or replaced, 3 of them hold data"), preview.text());
        assertTrue(preview.text().contains("replaces AWS::RDS::DBInstance Db (prod)"), preview.text());
        assertTrue(preview.text().contains("may replace AWS::SQS::Queue Q (q)"), preview.text());
        assertTrue(preview.text().contains("deletes AWS::DynamoDB::Table Inner/T (orders)"), preview.text());
        assertTrue(preview.text().contains("leaves AWS::S3::Bucket B (b)"), preview.text());
    }

    @Test
    void anotherChangeSetHasAnotherFingerprint() throws Exception {
        recorded.on("DescribeChangeSet", "next", "{\"Changes\":[]}");
        Preview one = preview(call("ExecuteChangeSet", "StackName", "shop", "ChangeSetName", "next"));
        recorded.on("DescribeChangeSet", "next", REPLACING.replace("arn:nested", ""));
        Preview other = preview(call("ExecuteChangeSet", "StackName", "shop", "ChangeSetName", "next"));
        assertNotEquals(one.fingerprint(), other.fingerprint());
    }

    @Test
    void withoutLeaveNoChangeSetIsMadeForAnUpdate() throws Exception {
        Preview preview = preview(call("UpdateStack", "StackName", "shop", "UsePreviousTemplate", true));
        assertFalse(recorded.sent.contains("CreateChangeSet"));
        assertTrue(preview.text().contains("any may be replaced or deleted"), preview.text());
    }

    @Test
    void withLeaveAnUpdateIsShownByAChangeSetThatIsDeletedAgain() throws Exception {
        recorded.on("CreateChangeSet", "*", "{\"Id\":\"arn:new\"}");
        recorded.on("DescribeChangeSet", "*", REPLACING.replace("arn:nested", ""));
        recorded.on("DeleteChangeSet", "*", "{}");

        Preview preview = Rehearsals.by(recorded)
                .creatingChangeSets()
                .preview(judged(call("UpdateStack", "StackName", "shop", "UsePreviousTemplate", true)));

        assertTrue(preview.text().contains("replaces AWS::RDS::DBInstance Db (prod)"), preview.text());
        assertTrue(preview.text().contains("does not include nested stacks"), preview.text());
        assertEquals(
                "DeleteChangeSet",
                recorded.sent.stream()
                        .filter(sent -> sent.contains("ChangeSet"))
                        .reduce((a, b) -> b)
                        .orElse(""));
    }

    @Test
    void aChangeSetThatCouldNotBeDeletedIsNamed() throws Exception {
        recorded.on("CreateChangeSet", "*", "{\"Id\":\"arn:new\"}");
        recorded.on("DescribeChangeSet", "*", "{\"Status\":\"CREATE_COMPLETE\",\"Changes\":[]}");
        Preview preview =
                Rehearsals.by(recorded).creatingChangeSets().preview(judged(call("UpdateStack", "StackName", "shop")));
        assertTrue(preview.text().contains("may still be there: delete it"), preview.text());
    }

    @Test
    void aTemplateInYamlIsReadByItsIndentationAndWhatIsNotPlainIsNotSaid() {
        DeletionPolicies policies = DeletionPolicies.of("""
                Parameters:
                  DeletionPolicy: x
                Resources:
                  # a comment
                  Db:
                    Type: AWS::RDS::DBInstance
                    DeletionPolicy: "Retain" # kept
                    Properties:
                      Note: |
                        DeletionPolicy: Delete
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      DeletionPolicy: Retain
                  Flow: {Type: "AWS::S3::Bucket", DeletionPolicy: Retain}
                Outputs:
                  Db:
                    DeletionPolicy: Delete
                """);
        assertEquals(new DeletionPolicies(Map.of("Db", "Retain"), true), policies);
    }
}
