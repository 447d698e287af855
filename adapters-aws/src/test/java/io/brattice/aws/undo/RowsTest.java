package io.brattice.aws.undo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Reversibility;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rows against the catalogue, and the page that people read. */
class RowsTest {

    private static final Catalogue CATALOGUE = Catalogue.shipped();

    @Test
    void everyRowIsForAnOperationThatThereIsAndTakesMembersThatItHas() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Recipe recipe : Rows.shipped().values()) {
            String[] id = recipe.row().operation().split(":", -1);
            Optional<Operation> operation = CATALOGUE.operation(id[0], id[1]);
            if (operation.isEmpty()) {
                wrong.add(recipe.row().id());
                continue;
            }
            for (String member : recipe.takes()) {
                boolean part = recipe.row().id().endsWith("#record");
                if (!member.equals("*") && !part && !operation.get().members().contains(member)) {
                    wrong.add(recipe.row().id() + " " + member);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyReadOfARowIsAReadAndAsksForMembersThatThereAre() {
        List<String> wrong = new ArrayList<>();
        for (Recipe recipe : Rows.shipped().values()) {
            for (Read read : recipe.reads()) {
                Optional<Operation> operation = CATALOGUE.operation(read.service(), read.operation());
                if (isPlainParameter(read)) {
                    continue;
                }
                if (operation
                        .filter(one -> one.inherent() == Reversibility.READ_ONLY)
                        .isEmpty()) {
                    wrong.add(recipe.row().id() + " reads by " + read.operation());
                }
                wrong.addAll(missing(recipe, read.service(), read.operation(), read.parameters()));
                for (Object kept : read.keep().values()) {
                    String at = kept instanceof String pointer
                            ? pointer
                            : Tree.text(Tree.members(kept).get("at"));
                    String first = at.isEmpty() || at.startsWith("$") ? "" : at.split("/", -1)[1];
                    if (!first.isEmpty()
                            && CATALOGUE
                                    .answer(read.service(), read.operation(), first)
                                    .isEmpty()) {
                        wrong.add(recipe.row().id() + " keeps " + at);
                    }
                }
            }
            for (Send send : recipe.sends()) {
                wrong.addAll(missing(recipe, send.service(), send.operation(), send.parameters()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** May disclose a secret, and so is no read; asked only where the type says that there is none. */
    private static boolean isPlainParameter(Read read) {
        return read.operation().equals("GetParameter")
                && Boolean.FALSE.equals(read.parameters().get("WithDecryption"))
                && read.when().get(0).in().equals(List.of("String", "StringList"));
    }

    private static List<String> missing(
            Recipe recipe, String service, String operation, Map<String, @Nullable Object> parameters) {
        Optional<Operation> known = CATALOGUE.operation(service, operation);
        return parameters.keySet().stream()
                .filter(name -> !name.equals("$with"))
                .filter(name ->
                        known.filter(one -> one.members().contains(name)).isEmpty())
                .map(name -> recipe.row().id() + ": " + operation + " has no " + name)
                .toList();
    }

    @Test
    void everyRowSaysHowItIsTakenBack() {
        for (UndoRow row : Undos.shipped().rows()) {
            assertFalse(row.back().isBlank(), row.id());
            assertFalse(row.back().endsWith("."), row.id());
        }
    }

    @Test
    void whatReadsASecretHasNoRow() {
        for (Recipe recipe : Rows.shipped().values()) {
            for (Read read : recipe.reads()) {
                assertFalse(
                        List.of("GetSecretValue", "BatchGetSecretValue", "GetSessionToken", "GetPasswordData")
                                .contains(read.operation()),
                        recipe.row().id());
            }
        }
        assertTrue(Undos.shipped().row("secretsmanager:UpdateSecret").isEmpty());
    }

    @Test
    void thePageIsWhatTheRowsSay() throws Exception {
        String page = UndoPage.text();
        if (Boolean.getBoolean("brattice.write")) {
            java.nio.file.Files.writeString(UndoPage.PATH, page);
        }
        assertEquals(
                java.nio.file.Files.readString(UndoPage.PATH),
                page,
                "run this test with -Dbrattice.write=true to write docs/aws-undo.md anew");
    }
}
