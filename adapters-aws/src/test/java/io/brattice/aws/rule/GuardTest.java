package io.brattice.aws.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is dangerous in any request is seen, whether the operation has a rule or not. */
class GuardTest {

    private static final Facts OWN = RuleFiles.knowing(Map.of("sts.account", "111111111111"));

    private static Set<Guard> seen(String operation, Map<String, ?> request) {
        var call = RuleFiles.call("nobody", operation, request);
        return Guards.seen(call, Set.of(), new World(call, Rules.shipped()::fact, OWN));
    }

    private static void sees(Guard guard, String operation, Map<String, ?> request) {
        assertTrue(seen(operation, request).contains(guard), guard + " in " + operation + " " + request);
    }

    private static void seesNothing(String operation, Map<String, ?> request) {
        assertEquals(Set.of(), seen(operation, request), operation + " " + request);
    }

    @Test
    void aProtectionThatIsTakenAwayIsSeenUnderAnyName() {
        List<Map<String, ?>> off = List.of(
                Map.of("DeletionProtection", false),
                Map.of("deletionProtection", "INACTIVE"),
                Map.of("DeletionProtectionEnabled", "false"),
                Map.of("DeletionProtectionEnabled", 0),
                Map.of("TerminationProtected", false),
                Map.of("EnableTerminationProtection", false),
                Map.of("DisableApiTermination", Map.of("Value", false)),
                Map.of("Inner", List.of(Map.of("deleteProtection", false))),
                Map.of("VersioningConfiguration", Map.of("MFADelete", "Disabled")),
                Map.of("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", false)),
                Map.of("BackupRetentionPeriod", 0),
                Map.of("managedTerminationProtection", "DISABLED"),
                Map.of("NewInstancesProtectedFromScaleIn", false),
                Map.of("Attributes", List.of(Map.of("Key", "deletion_protection.enabled", "Value", "false"))));
        off.forEach(request -> sees(Guard.PROTECTION, "ModifyThing", request));
        seesNothing("ModifyThing", Map.of("DeletionProtection", true));
        seesNothing("ModifyThing", Map.of("DeletionProtection", "ACTIVE"));
        seesNothing("CreateThing", Map.of("DeletionProtection", false, "BackupRetentionPeriod", 0));
    }

    @Test
    void theWholeInternetIsSeen() {
        List.of("0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", " 0.0.0.0/0 ")
                .forEach(range -> sees(Guard.NETWORK, "AllowThing", Map.of("Deep", List.of(Map.of("Cidr", range)))));
        seesNothing("AllowThing", Map.of("Cidr", "10.0.0.0/8"));
        seesNothing("RevokeThing", Map.of("Cidr", "0.0.0.0/0"));
    }

    @Test
    void aPolicyThatLetsAnybodyInIsSeen() {
        String any =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"s3:GetObject\",\"Resource\":\"*\"%s}]}";
        List.of(
                        any.formatted("\"*\"", ""),
                        any.formatted("{\"AWS\":\"*\"}", ""),
                        any.formatted("{\"AWS\":[\"arn:aws:iam::111111111111:root\",\"*\"]}", ""),
                        any.formatted("\"*\"", ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"),
                        any.formatted("\"*\"", ",\"Condition\":{\"StringLike\":{\"aws:SourceArn\":\"*\"}}"),
                        any.replace("Principal", "NotPrincipal").formatted("{\"AWS\":\"x\"}", ""),
                        any.replace("Statement", "statement").formatted("\"*\"", ""),
                        any.replace("Statement", "\\u0053tatement").formatted("\"*\"", ""),
                        "{\"Statement\": broken")
                .forEach(policy -> sees(Guard.PUBLIC, "PutThing", Map.of("Anything", policy)));
        sees(
                Guard.PUBLIC,
                "PutThing",
                Map.of("Policy", Map.of("Statement", List.of(Map.of("Effect", "Allow", "Principal", "*")))));
        sees(Guard.PUBLIC, "PutThing", Map.of("Policy", "%7B what is this %7D"));
        String tied = any.formatted(
                "\"*\"", ",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:sns:eu-west-1:111111111111:t\"}}");
        seesNothing("PutThing", Map.of("Policy", tied));
        seesNothing("PutThing", Map.of("Policy", any.formatted("{\"Service\":\"ec2.amazonaws.com\"}", "")));
        seesNothing("PutThing", Map.of("SslPolicy", "ELBSecurityPolicy-2016-08", "Policy", "a-name"));
    }

    @Test
    void aPolicyForAnotherAccountIsSeenAndSoIsOneForNobodyKnowsWhom() {
        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"a:b\",\"Resource\":\"c\"}]}";
        sees(Guard.FOREIGN, "PutThing", Map.of("Policy", policy.formatted("arn:aws:iam::222222222222:root")));
        sees(Guard.FOREIGN, "PutThing", Map.of("Policy", policy.formatted("222222222222")));
        sees(Guard.FOREIGN, "PutThing", Map.of("Policy", policy.formatted("AROAEXAMPLE")));
        seesNothing("PutThing", Map.of("Policy", policy.formatted("arn:aws:iam::111111111111:role/r")));
        var call = RuleFiles.call("nobody", "PutThing", Map.of("Policy", policy.formatted("111111111111")));
        assertEquals(
                Set.of(Guard.FOREIGN),
                Guards.seen(call, Set.of(), new World(call, Rules.shipped()::fact, Facts.UNKNOWN)));
    }

    @Test
    void theRightsOfAnAdministratorAreSeenInAnyPartition() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"*\"}}";
        List.of(
                        "\"*\"",
                        "\"*:*\"",
                        "\"iam:*\"",
                        "[\"s3:GetObject\",\"iam:Pass*\"]",
                        "\"iam:CreateAccessKe?\"",
                        "\"IAM:putrolepolicy\"",
                        "\"sts:*\"")
                .forEach(actions ->
                        sees(Guard.ADMIN, "CreatePolicy", Map.of("PolicyDocument", policy.formatted(actions))));
        List.of("aws", "aws-cn", "aws-us-gov", "aws-iso")
                .forEach(partition -> sees(
                        Guard.ADMIN,
                        "AttachThing",
                        Map.of("PolicyArn", "arn:" + partition + ":iam::aws:policy/AdministratorAccess")));
        seesNothing("CreatePolicy", Map.of("PolicyDocument", policy.formatted("\"s3:*\"")));
        seesNothing(
                "CreatePolicy",
                Map.of("PolicyDocument", policy.formatted("\"*\"").replace("Allow", "Deny")));
    }

    @Test
    void aPolicyThatShutsEverybodyOutIsSeen() {
        String policy =
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"%s}]}";
        sees(Guard.LOCK, "PutThing", Map.of("Policy", policy.formatted("")));
        seesNothing(
                "PutThing",
                Map.of("Policy", policy.formatted(",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}")));
    }

    @Test
    void switchesAndListsThatMakeThingsPublicAreSeen() {
        sees(Guard.PUBLIC, "ModifyThing", Map.of("PubliclyAccessible", true));
        sees(Guard.PUBLIC, "ModifyThing", Map.of("PubliclyAccessible", "true"));
        sees(Guard.PUBLIC, "PutThing", Map.of("ACL", "public-read"));
        sees(Guard.PUBLIC, "PutThing", Map.of("GrantRead", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\""));
        sees(Guard.PUBLIC, "PutThing", Map.of("BlockPublicAcls", false));
        sees(Guard.PUBLIC, "ModifyThing", Map.of("ValuesToAdd", List.of("all")));
        sees(Guard.BYPASS, "PutThing", Map.of("BypassPolicyLockoutSafetyCheck", true));
        seesNothing("ModifyThing", Map.of("PubliclyAccessible", false, "ACL", "private", "BlockPublicAcls", true));
    }

    @Test
    void whatAGuardSeesMakesAnyRulingIrreversible() {
        Optional<Ruling> ruling = Rules.shipped()
                .ruling(
                        RuleFiles.call(
                                "sqs",
                                "SetQueueAttributes",
                                Map.of(
                                        "QueueUrl",
                                        "q",
                                        "Attributes",
                                        Map.of(
                                                "Policy",
                                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\"}]}"))),
                        OWN);
        assertEquals(Ruling.Letter.IRREVERSIBLE, ruling.orElseThrow().letter());
        assertEquals(Optional.empty(), ruling.orElseThrow().undo());
    }
}
