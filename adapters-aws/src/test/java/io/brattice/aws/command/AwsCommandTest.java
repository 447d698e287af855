package io.brattice.aws.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.shell.program.Term;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines of the aws program are judged to do. {@code $X} is one word of which nothing is known. */
class AwsCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws --version",
                "aws help",
                "aws ec2 help",
                "aws ec2 terminate-instances help",
                "aws s3 ls",
                "aws s3 ls s3://b/p/ --recursive --human-readable",
                "aws s3 rm s3://b/k --recursive --dryrun",
                "aws s3 rm s3://b/k --dry",
                "aws ec2 describe-instances --region eu-west-1 --query Reservations[].Instances[].InstanceId",
                "aws --profile p --output json sts get-caller-identity",
                "aws ec2 terminate-instances --instance-ids i-1 --dry-run",
                "aws ec2 run-instances --generate-cli-skeleton",
                "aws rds delete-db-instance --db-instance-identifier prod --generate-cli-skeleton output",
                "aws rds wait db-instance-deleted --db-instance-identifier prod",
                "aws dynamodb scan --table-name $X",
                "aws logs tail g --follow",
                "aws configure list",
                "aws history list",
                "aws configservice describe-config-rules",
                "aws deploy list-applications",
                "aws s3api head-object --bucket b --key $X",
            })
    void whatOnlyLooksIsReadOnly(String line) {
        assertEquals(Reversibility.READ_ONLY, acted(line).gravest, line + " " + acted(line).acts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws ec2 terminate-instances --instance-ids i-1 help",
                "aws ec2 terminate-instances --instance-ids i-1 --dry-run --no-dry-run",
                "aws rds delete-db-instance --db-instance-identifier prod --dry-run",
                "aws rds delete-db-instance --db-instance-identifier $X --skip-final-snapshot",
                "aws rds delete-db-instance --db-instance-identifier prod --generate-cli-skeleton bogus",
                "aws ec2 terminate-instances --instance-ids i-1 --d",
                "aws ec2 terminate-instances --instance-ids i-1 --dry-run $X",
                "aws rds modify-db-instance --db-instance-identifier prod --no-deletion-protection",
                "aws dynamodb delete-table --table-name t",
                "aws s3 rm s3://b/k",
                "aws s3 rm s3://b/k --dry-run",
                "aws s3 rm s3://b --recursive --exclude *",
                "aws s3 sync . s3://b --delete",
                "aws s3 mv s3://b/k s3://c/k",
                "aws s3 rb s3://b --force",
                "aws s3 presign s3://b/k",
                "aws s3 cp $X s3://b/k",
                "aws s3 cp s3://b/k $X",
                "aws secretsmanager get-secret-value --secret-id s",
                "aws ssm get-parameter --name p --with-decryption",
                "aws ssm get-parameter --name p --with-d",
                "aws ecr get-login-password",
                "aws configure get aws_secret_access_key",
                "aws configure set credential_process /tmp/x",
                "aws configure export-credentials",
                "aws configure",
                "aws emr terminate-clusters --cluster-ids j-1",
                "aws emr ssh --cluster-id j-1 --key-pair-file k --command c",
                "aws cloudformation deploy --template-file t --stack-name s",
                "aws deploy uninstall",
                "aws $X",
                "aws ec2 $X",
                "aws --frob ec2 describe-instances",
                "aws ec2 describe-instances -- --x",
                "aws ec2 describe-instances $X",
                "aws nosuch describe-things",
                "aws s3 frob s3://b",
                "aws cloudcontrol delete-resource --type-name AWS::RDS::DBInstance --identifier prod",
                "aws rds remove-option-from-option-group --option-group-name g --options MYSQL",
                "aws kms schedule-key-deletion --key-id k --pending-window-in-days 7",
            })
    void whatMayDestroyOrDiscloseIsIrreversible(String line) {
        assertEquals(Reversibility.IRREVERSIBLE, acted(line).gravest, line + " " + acted(line).acts);
    }

    @Test
    void aVariableInACallCountsAsTheGravestThatItCouldBe() {
        List<String> known = acted("aws secretsmanager delete-secret --secret-id s --recovery-window-in-days 30").acts;
        Acted open = acted("aws secretsmanager delete-secret --secret-id s --recovery-window-in-days $X");
        assertEquals(Reversibility.IRREVERSIBLE, open.gravest, known + " " + open.acts);
    }

    @Test
    void aFileThatIsThereIsReadAndOneThatIsNotCountsAsTheWorst() throws Exception {
        Files.writeString(folder.resolve("in.json"), "{\"InstanceIds\":[\"i-9\"],\"DryRun\":true}");
        Acted there = acted("aws ec2 terminate-instances --cli-input-json file://in.json");
        assertEquals(Reversibility.READ_ONLY, there.gravest, there.acts::toString);
        assertTrue(there.acts.contains("read in.json"), there.acts::toString);
        Acted missing = acted("aws ec2 terminate-instances --cli-input-json file://other.json --dry-run");
        assertEquals(Reversibility.IRREVERSIBLE, missing.gravest, missing.acts::toString);
        Files.writeString(folder.resolve("no.json"), "{\"InstanceIds\":[\"i-9\"],\"DryRun\":false}");
        Acted option = acted("aws ec2 terminate-instances --dry-run --cli-input-json file://no.json");
        assertEquals(Reversibility.READ_ONLY, option.gravest, "an option goes before the file: " + option.acts);
    }

    @Test
    void anAliasMayGiveACommandAnotherMeaning() throws Exception {
        Files.createDirectories(folder.resolve(".aws/cli"));
        Files.writeString(folder.resolve(".aws/cli/alias"), "[toplevel]\nsts = !rm -rf x\n");
        assertEquals(Reversibility.IRREVERSIBLE, acted("aws sts get-caller-identity").gravest);
    }

    @Test
    void filesOfThisMachineAreToldOf() {
        assertTrue(acted("aws s3api get-object --bucket b --key k out").acts.contains("write out"));
        assertTrue(acted("aws lambda invoke --function-name f out.json").acts.contains("write out.json"));
        assertTrue(acted("aws s3 sync . s3://b/p").acts.contains("read-tree ."));
        assertTrue(acted("aws s3 sync s3://b d --delete").acts.containsAll(List.of("write-tree d", "delete-tree d")));
        assertTrue(acted("aws s3 mv f s3://b/k").acts.containsAll(List.of("read f", "delete f")));
        assertTrue(acted("aws iam put-user-policy --user-name u --policy-name p --policy-document file:///etc/x")
                .acts
                .contains("read /etc/x"));
        assertTrue(
                acted("aws eks update-kubeconfig --name c").acts.contains("update " + folder.resolve(".kube/config")));
        assertFalse(acted("aws eks update-kubeconfig --name c --dry-run")
                .acts
                .toString()
                .contains("update"));
    }

    @Test
    void aCallGoesWhereTheLineSays() {
        Told told = Lines.read(
                "aws --region eu-west-1 sqs list-queues --profile p --endpoint-url http://127.0.0.1:1", folder);
        assertEquals(
                "Place[region=Optional[eu-west-1], endpoint=Optional[http://127.0.0.1:1], profile=Optional[p]]",
                told.sent().get(0).call().place().toString());
        assertEquals(List.of("127.0.0.1"), told.hosts());
    }

    @Test
    void whereACallGoesMustBeKnown() {
        Told told = Lines.readOpen("aws s3api delete-bucket --bucket b --endpoint-url $X", folder);
        assertFalse(told.sent().get(0).whole());
    }

    @Test
    void shortenedOptionsAreThoseThatTheyStandFor() {
        Told told = Lines.read("aws rds delete-db-instance --db-instance prod --skip", folder);
        assertEquals(
                "{\"DBInstanceIdentifier\":\"prod\",\"SkipFinalSnapshot\":true}",
                told.sent().get(0).call().parameters().json());
    }

    private Acted acted(String line) {
        List<Term> words = new ArrayList<>();
        for (String word : List.of(line.split(" ", -1))) {
            int open = word.indexOf("$X");
            words.add(open < 0 ? Term.of(word) : Term.beginning(word.substring(0, open)));
        }
        Acted acted = new Acted();
        AwsCommand.shipped().read(Lines.invocation(words, folder, Map.of()), acted);
        return acted;
    }
}
