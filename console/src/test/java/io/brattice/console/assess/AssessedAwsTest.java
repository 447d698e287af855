package io.brattice.console.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.brattice.action.Arguments;
import io.brattice.shell.network.Registries;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessedAwsTest {

    @TempDir
    Path folder;

    @Test
    void aCallOfAwsIsJudgedByItsServiceItsOperationAndItsParameters() {
        Arguments deleted = answer(
                "aws",
                Map.of(
                        "service", "rds",
                        "operation", "DeleteDBInstance",
                        "parameters", Map.of("DBInstanceIdentifier", "orders", "SkipFinalSnapshot", true)));
        assertEquals(Optional.of("IRREVERSIBLE"), deleted.string("reversibility"), deleted::json);
        assertEquals(Optional.of("ESCALATE"), deleted.string("decision"));
        Arguments read =
                answer("aws", Map.of("service", "rds", "operation", "DescribeDBInstances", "parameters", Map.of()));
        assertEquals(Optional.of("READ_ONLY"), read.string("reversibility"), read::json);
        assertEquals(Optional.of("ALLOW"), read.string("decision"));
    }

    @Test
    void whatIsNoCallOfAwsIsIrreversible() {
        assertEquals(
                Optional.of("IRREVERSIBLE"),
                answer("aws", Map.of("service", "rds", "operation", "delete-db-instance"))
                        .string("reversibility"));
        assertEquals(
                Optional.of("IRREVERSIBLE"),
                answer("aws", Map.of("service", "rds")).string("reversibility"));
    }

    @Test
    void aLineOfTheProgramIsJudgedAsTheCallThatItMakes() {
        Arguments made = answer("bash", Map.of("command", "aws s3 mb s3://sample-bucket"));
        assertEquals(Optional.of("REVERSIBLE"), made.string("reversibility"), made::json);
        assertEquals(Optional.of("ALLOW"), made.string("decision"));
        Arguments emptied = answer("bash", Map.of("command", "aws s3 rm s3://sample-bucket --recursive"));
        assertEquals(Optional.of("ESCALATE"), emptied.string("decision"), emptied::json);
    }

    private Arguments answer(String tool, Map<String, ?> arguments) {
        Run run = new Run(Optional.of(folder), folder, false, false, Registries.none(), Optional.empty());
        return run.answer(new Line("1", tool, Arguments.from(arguments), "", Optional.empty(), Optional.empty()));
    }
}
