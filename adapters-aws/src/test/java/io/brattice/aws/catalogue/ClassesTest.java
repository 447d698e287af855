package io.brattice.aws.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.catalogue.Operation.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of every class in the shipped catalogue, whatever it is made from. */
class ClassesTest {

    private static final Pattern TAKES_AWAY =
            Pattern.compile("(Batch|Admin|Bulk)?(Delete|Terminate|Purge|Drop|Flush|Release|Deregister)(?![a-z]).*");
    private static final Pattern READS = Pattern.compile("(Get|List|Describe|Head)(?![a-z]).*");

    /** Words that no reader's name begins with. Written for this test, not taken from the list that the catalogue is made with. */
    private static final Pattern WRITES =
            Pattern.compile("(Batch|Admin|Bulk|Transact)?(Abort|Accept|Activate|Add|Allocate|Apply|Approve|Assign"
                    + "|Associate|Assume|Attach|Authorize|Cancel|Change|Clear|Close|Commit|Complete|Confirm|Copy|Create|Deactivate|Decrypt|Delete|Deploy"
                    + "|Deprecate|Deregister|Detach|Disable|Disassociate|Disconnect|Enable|Execute|Expire|Failover|Flush|Forget|Import|Initiate|Invite"
                    + "|Invoke|Join|Leave|Lock|Merge|Modify|Move|Notify|Pause|Post|Promote|Provision|Publish|Purchase|Purge|Put|Reboot|Rebuild|Receive"
                    + "|Register|Reject|Release|Remove|Replace|Request|Reset|Resize|Restart|Restore|Resume|Retry|Revoke|Rollback|Rotate|Run|Schedule|Send"
                    + "|Set|Share|Sign|Signal|Split|Stop|Submit|Subscribe|Suspend|Swap|Tag|Terminate|Transfer|Unassign|Unlock|Unsubscribe|Untag|Update"
                    + "|Upgrade|Upload|Write)(?![a-z]).*");

    /** Readers by name that are none: they mint, take, send, make or start something. */
    private static final List<String> LIARS = List.of(
            "cognito-identity:GetId",
            "cognito-idp:GetUserAttributeVerificationCode",
            "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
            "ecr:GetAuthorizationToken",
            "emr:GetClusterSessionCredentials",
            "frauddetector:GetEventPrediction",
            "ivs:StartViewerSessionRevocation",
            "ivs:BatchStartViewerSessionRevocation",
            "lightsail:GetRelationalDatabaseMasterUserPassword",
            "networkflowmonitor:StartQueryWorkloadInsightsTopContributors",
            "networkflowmonitor:StopQueryWorkloadInsightsTopContributorsData",
            "redshift:GetClusterCredentials",
            "sagemaker:GetScalingConfigurationRecommendation",
            "secretsmanager:GetSecretValue",
            "sqs:ReceiveMessage",
            "stepfunctions:GetActivityTask",
            "sts:GetSessionToken",
            "sts:GetWebIdentityToken",
            "swf:PollForActivityTask",
            "taxsettings:GetTaxRegistrationDocument",
            "timestream-query:Query",
            "xray:GetSamplingTargets");

    private final Catalogue catalogue = Catalogue.shipped();

    private Stream<Operation> all() {
        return catalogue.services().stream().flatMap(service -> catalogue.operations(service).stream());
    }

    private List<String> ids(Predicate<Operation> which) {
        return all().filter(which).map(Operation::id).toList();
    }

    @Test
    void nothingThatTakesAwayIsBelowRecoverableWithoutAReason() {
        assertEquals(
                List.of(),
                ids(operation -> TAKES_AWAY.matcher(operation.name()).matches()
                        && !operation.inherent().isAtLeast(Reversibility.RECOVERABLE)
                        && operation.evidence() != Evidence.CURATED));
    }

    @Test
    void readersAreReadOnlyButForSecretsAndSideEffects() {
        List<Operation> readers = all().filter(
                        operation -> READS.matcher(operation.name()).matches())
                .toList();
        List<Operation> others = readers.stream()
                .filter(operation -> operation.inherent() != Reversibility.READ_ONLY)
                .toList();
        assertTrue(
                others.size() * 100L <= readers.size() * 3L,
                () -> others.size() + " of " + readers.size() + " are not: " + others);
        others.forEach(operation -> assertEquals(Evidence.CURATED, operation.evidence(), operation.id()));
    }

    @Test
    void noNameThatSaysThatItChangesSomethingIsReadOnly() {
        assertEquals(
                List.of(),
                ids(operation -> operation.inherent() == Reversibility.READ_ONLY
                        && WRITES.matcher(operation.name()).matches()));
    }

    @Test
    void whatLiesInItsNameOrItsTraitIsNotReadOnly() {
        for (String id : LIARS) {
            int colon = id.indexOf(':');
            Operation found = catalogue
                    .operation(id.substring(0, colon), id.substring(colon + 1))
                    .orElseThrow();
            assertEquals(Reversibility.IRREVERSIBLE, found.inherent(), id);
        }
    }

    @Test
    void onlyTheVerbReadIsReadOnlyAndItIsNothingElse() {
        assertEquals(
                List.of(),
                ids(operation -> (operation.verb() == Verb.READ) != (operation.inherent() == Reversibility.READ_ONLY)));
    }

    @Test
    void whatNobodyCuratedIsReadOnlyOrIrreversible() {
        assertEquals(
                List.of(),
                ids(operation -> operation.evidence() != Evidence.CURATED
                        && operation.inherent() != Reversibility.READ_ONLY
                        && operation.inherent() != Reversibility.IRREVERSIBLE));
    }

    @Test
    void whatIsDisclosedOrBoughtCannotBeTakenBack() {
        assertEquals(
                List.of(),
                ids(operation ->
                        Set.of(Verb.DISCLOSE, Verb.SPEND, Verb.SEND, Verb.GRANT).contains(operation.verb())
                                && operation.inherent() != Reversibility.IRREVERSIBLE));
    }

    @Test
    void everyCuratedRowHasAReasonAndNoOtherHas() {
        assertEquals(
                List.of(),
                ids(operation -> (operation.evidence() == Evidence.CURATED)
                        == operation.why().isEmpty()));
    }

    @Test
    void aDryRunIsABooleanOfTheRequest() {
        assertEquals(
                List.of(),
                ids(operation -> operation.dryRun().isPresent()
                        && !catalogue
                                .request(
                                        operation.service(),
                                        operation.name(),
                                        operation.dryRun().get())
                                .equals(Optional.of(Kind.BOOLEAN))));
        assertEquals(
                "DryRun",
                catalogue
                        .operation("ec2", "TerminateInstances")
                        .orElseThrow()
                        .dryRun()
                        .orElse(""));
    }

    /** The table of the documentation, so that it says what is so. */
    @Test
    void theDocumentationHasTheNumbersOfThisCatalogue() throws IOException {
        String page = Files.readString(Path.of("../docs/aws-catalogue.md"));
        List<Operation> all = all().toList();
        for (Reversibility inherent : Reversibility.values()) {
            List<Operation> these = all.stream()
                    .filter(operation -> operation.inherent() == inherent)
                    .toList();
            StringBuilder row = new StringBuilder("| " + inherent + " |");
            for (Evidence evidence : Evidence.values()) {
                row.append(count(these.stream().filter(operation -> operation.evidence() == evidence)));
            }
            row.append(count(these.stream()));
            assertTrue(page.contains(row), row::toString);
        }
        for (Verb verb : Verb.values()) {
            String row = "| `" + verb.name().toLowerCase(Locale.ROOT) + "` |"
                    + count(all.stream().filter(operation -> operation.verb() == verb));
            assertTrue(page.contains(row), row);
        }
    }

    private static String count(Stream<Operation> operations) {
        return String.format(Locale.ROOT, " %,d |", operations.count());
    }
}
