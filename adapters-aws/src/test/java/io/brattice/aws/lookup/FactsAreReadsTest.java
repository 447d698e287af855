package io.brattice.aws.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import io.brattice.action.Reversibility;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.rule.FactRow;
import io.brattice.aws.rule.Rules;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rules ask about the world is sent by nobody when the catalogue does not say that it is a read. */
class FactsAreReadsTest {

    @Test
    void everyFactIsAskedByAReadThatTheCatalogueKnows() throws Exception {
        List<FactRow> rows =
                new ArrayList<>(List.of(Identity.ACCOUNT, Identity.ARN, Identity.ALIAS, Identity.POLICIES));
        rows.addAll(shipped());
        assertTrue(rows.size() > 20, () -> "only " + rows.size());
        TreeSet<String> wrong = new TreeSet<>();
        for (FactRow row : rows) {
            boolean reads = Catalogue.shipped()
                    .operation(row.service(), row.operation())
                    .filter(operation -> operation.inherent() == Reversibility.READ_ONLY)
                    .isPresent();
            if (!reads) {
                wrong.add(row.id() + " asks " + row.service() + ":" + row.operation());
            }
            for (String member : row.parameters().keySet()) {
                if (Catalogue.shipped()
                        .request(row.service(), row.operation(), member)
                        .isEmpty()) {
                    wrong.add(row.id() + " passes " + member);
                }
            }
        }
        assertEquals(new TreeSet<String>(), wrong);
    }

    private static List<FactRow> shipped() throws Exception {
        URL one = Objects.requireNonNull(Rules.class.getResource("s3.json"));
        List<FactRow> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(one.toURI()).getParent())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Object facts =
                        Arguments.fromJson(Files.readString(file)).asMap().get("facts");
                if (facts instanceof Map<?, ?> members) {
                    for (Object id : members.keySet()) {
                        rows.add(Rules.shipped().fact(String.valueOf(id)).orElseThrow());
                    }
                }
            }
        }
        return rows;
    }
}
