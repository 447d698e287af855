package io.brattice.rulebook.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.rulebook.keys.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private static final String KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private static final String OTHER = "GJ6VJ1dk/JYr5fNTKqr04DDEjjLgyzTc/BjUtq+i0qE=";
    private static final Instant SINCE = Instant.parse("2026-11-25T10:00:00Z");

    private static String revoked(String text, String key) throws InvalidPeopleException {
        return new String(
                Revocation.of(
                        "p.yaml",
                        text.getBytes(StandardCharsets.UTF_8),
                        PublicKeys.read(key).id(),
                        SINCE),
                StandardCharsets.UTF_8);
    }

    @Test
    void oneLineIsAddedAndNothingElseChanges() throws Exception {
        String text = """
                # reviewed by omar
                version: 1
                people:
                  - name: vera   # on leave
                    roles: [sre]
                    keys:
                      - from: 2026-01-01
                        key: %s
                        until: 2027-01-01   # a year
                      - until: 2027-01-01
                        from: 2026-01-01
                        key: %s
                """.formatted(KEY, OTHER);
        String line = "        revoked: 2026-11-25T10:00:00Z\n";
        assertEquals(
                text.replace("        until: 2027-01-01   # a year", line + "        until: 2027-01-01   # a year"),
                revoked(text, KEY));
        assertEquals(
                text.replace("        from: 2026-01-01\n        key", line + "        from: 2026-01-01\n        key"),
                revoked(text, OTHER));
        assertTrue(revoked(text.replace("\n", "\r\n"), KEY).contains(line.replace("\n", "\r\n")));
    }

    @Test
    void whatCannotBeChangedIsLeftToAPerson() {
        String flow = "version: 1\npeople: [{name: vera, roles: [], keys: [{key: '" + KEY
                + "', from: 2026-01-01, until: 2027-01-01}]}]\n";
        assertEquals(
                "p.yaml: cannot be changed as it is laid out; write `revoked: 2026-11-25T10:00:00Z` beside the key of"
                        + " `vera` by hand",
                assertThrows(InvalidPeopleException.class, () -> revoked(flow, KEY))
                        .getMessage());
        assertTrue(assertThrows(InvalidPeopleException.class, () -> revoked(flow, OTHER))
                .getMessage()
                .startsWith("p.yaml: nobody has the key `"));
        String twice = flow.replace("until: 2027-01-01", "until: 2027-01-01, revoked: 2026-02-01");
        assertTrue(assertThrows(InvalidPeopleException.class, () -> revoked(twice, KEY))
                .getMessage()
                .contains("is revoked since 2026-02-01T00:00:00Z"));
    }
}
