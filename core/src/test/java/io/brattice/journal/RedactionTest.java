package io.brattice.journal;

import static io.brattice.journal.Entries.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
    private static final String SECRET = "hunter2-hunter2";
    private static final String AWS = "AKIA" + "IOSFODNN7EXAMPLE";
    private static final String GITHUB = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    private static final String JWT = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    private static final String PEM =
            "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----";

    @TempDir
    Path folder;

    @Test
    void valuesOfSecretKeysAreReplacedAtAnyDepthAndWhateverTheyAre() throws Exception {
        Arguments clean = redacted(Arguments.from(Map.of(
                "Password",
                SECRET,
                "list",
                List.of(Map.of("access_TOKEN", List.of(SECRET, 1))),
                "deep",
                Map.of("deeper", Map.of("db_password_old", Map.of("value", SECRET))),
                "max_tokens",
                4096)));
        assertFalse(clean.json().contains(SECRET), clean::json);
        assertEquals(4096L, clean.integer("max_tokens").orElseThrow());
        Map<?, ?> marker = (Map<?, ?>) clean.get("Password").orElseThrow();
        assertEquals((long) SECRET.length(), marker.get("bytes"));
        assertEquals(64, ((String) marker.get("hmac")).length());
    }

    @Test
    void nullUnderASecretKeyStaysNull() throws Exception {
        Arguments body = Arguments.of("password", null);
        assertSame(body, redacted(body));
    }

    @Test
    void onlyWhatLooksLikeASecretIsReplacedInOtherText() throws Exception {
        for (String secret : List.of(AWS, GITHUB, JWT, PEM, "Bearer abcdefghijklmnop.1234")) {
            Arguments clean = redacted(Arguments.of("command", "curl '" + secret + "' and '" + secret + "' then go"));
            String text = clean.string("command").orElseThrow();
            assertFalse(text.contains(secret), text);
            assertTrue(
                    text.matches(
                            "(?s)curl '\\[redacted [a-z0-9 ]+, \\d+ bytes, hmac [0-9a-f]{16}]' and '\\[.*]' then go"),
                    text);
        }
    }

    @Test
    void aSecretThatIsTheNameOfAKeyIsReplaced() throws Exception {
        assertFalse(redacted(Arguments.of(AWS, 1)).json().contains(AWS));
    }

    @Test
    void whatOnlyBeginsLikeASecretStays() throws Exception {
        for (String text : List.of(
                "AKIA",
                "xAKIAIOSFODNN7EXAMPLE",
                "ghp_short",
                "eyJ.no",
                "bearer of news",
                "eyJhbGciOiJIUzI1NiJ9eyJhbGciOiJI",
                "a@b")) {
            Arguments body = Arguments.of("text", text);
            assertSame(body, redacted(body), text);
        }
    }

    @Test
    void addressesAreReplacedWhereAskedFor() throws Exception {
        Redaction rules = Redaction.builder().shape(Redaction.Shape.EMAIL).build();
        String text = redactor(rules)
                .of(Arguments.of("text", "write to ann.b+c@mail.example.org, or <bob@example.com>."))
                .string("text")
                .orElseThrow();
        assertFalse(text.contains("example"), text);
        assertTrue(text.startsWith("write to [redacted e-mail address, 24 bytes"), text);
        assertTrue(text.endsWith("]>."), text);
    }

    @Test
    void tokensOfAHostsOwnAreReplaced() throws Exception {
        Redaction rules = Redaction.builder().token("slack token", "xoxb-", 10).build();
        String text = redactor(rules)
                .of(Arguments.of("text", "xoxb-123 xoxb-1234567890-x"))
                .json();
        assertTrue(text.contains("xoxb-123 [redacted slack token, 17 bytes"), text);
    }

    @Test
    void equalSecretsHaveEqualReplacementsUnderOneKeyOnly() throws Exception {
        Arguments first = redacted(Arguments.of("password", SECRET));
        assertEquals(first, redacted(Arguments.of("password", SECRET)));
        assertNotEquals(first, redacted(Arguments.of("password", "hunter3-hunter3")));
        Files.delete(folder.resolve("redaction.key"));
        assertNotEquals(first, redacted(Arguments.of("password", SECRET)));
    }

    @Test
    void noTextTakesLong() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            Redaction rules =
                    Redaction.builder().usual().shape(Redaction.Shape.EMAIL).build();
            for (String part : List.of(
                    "eyJ-",
                    "eyJ",
                    "Bearer ",
                    "-----BEGIN ",
                    "@",
                    "a@",
                    "AKIA-",
                    "ghp_-",
                    "-----BEGIN PRIVATE KEY",
                    ".")) {
                Arguments body = Arguments.of("text", part.repeat(900_000 / part.length()));
                redactor(rules).of(body);
            }
        });
    }

    @Test
    void noSecretReachesTheDiskAndVerificationHoldsOnceTheKeyIsDestroyed() throws Exception {
        Entry entry = new Entry(
                Entry.Kind.INTENT,
                "call-1",
                Instant.EPOCH,
                Arguments.of("arguments", Map.of("password", SECRET), "command", "aws configure " + AWS));
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.append(entry);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(SECRET) || bytes.contains(AWS), file::toString);
            }
        }
        Files.delete(folder.resolve("redaction.key"));
        assertTrue(FileJournal.verify(folder).isIntact());
        try (FileJournal journal = FileJournal.in(folder)) {
            journal.append(entry);
            assertEquals(2, read(journal).size());
        }
        assertTrue(FileJournal.verify(folder).isIntact());
    }

    @Test
    void aBrokenKeyIsRefused() throws Exception {
        Files.writeString(folder.resolve("redaction.key"), "not a key");
        assertThrows(JournalException.class, () -> FileJournal.in(folder));
    }

    private Arguments redacted(Arguments body) throws Exception {
        return redactor(Redaction.defaults()).of(body);
    }

    private Redactor redactor(Redaction rules) throws Exception {
        return Redactor.of(rules, folder.resolve("redaction.key"));
    }
}
