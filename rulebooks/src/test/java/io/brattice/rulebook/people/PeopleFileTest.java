package io.brattice.rulebook.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.approval.People.Holder;
import io.brattice.approval.PersonKey;
import io.brattice.rulebook.keys.PublicKeys;
import io.brattice.testkit.FakeClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleFileTest {

    private static final KeyPair ADMIN = pair();
    private static final PersonKey VERA = PersonKey.of(pair().getPublic());
    private static final PersonKey OMAR = PersonKey.of(pair().getPublic());

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("people.yaml");
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String two() {
        return """
                # Who may answer.
                version: 1
                people:
                  - name: vera
                    roles: [sre, dba]
                    keys:
                      - key: %s
                        from: 2025-01-01
                        until: 2027-01-01
                  - name: "Omar Ünal"
                    roles: []
                    keys:
                      - key: |
                %s
                        from: 2025-01-01T08:00:00Z
                        until: 2027-01-01
                        revoked: 2026-06-01
                """.formatted(
                        PublicKeys.line(VERA), PublicKeys.pem(OMAR).indent(10).stripTrailing());
    }

    private void write(String text, long serial) throws IOException {
        write(text, serial, clock.instant().plus(Duration.ofDays(30)), ADMIN);
    }

    private void write(String text, long serial, Instant expires, KeyPair by) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes);
        Files.write(
                PeopleFile.signatureOf(file),
                PeopleSignature.sign(bytes, serial, expires, PersonKey.of(by.getPublic()), by.getPrivate())
                        .bytes());
    }

    private PeopleFile people() {
        return PeopleFile.of(file, Set.of(PersonKey.of(ADMIN.getPublic())), clock);
    }

    private void assertRefused(String why, PeopleFile people) {
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> people.key(VERA.id()));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void peopleAreFoundByKeyAndByName() throws Exception {
        write(two(), 1);
        PeopleFile people = people();
        Holder vera = new Holder(
                "vera",
                Set.of("sre", "dba"),
                VERA,
                Instant.parse("2025-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Optional.empty());
        Holder omar = new Holder(
                "Omar Ünal",
                Set.of(),
                OMAR,
                Instant.parse("2025-01-01T08:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Optional.of(Instant.parse("2026-06-01T00:00:00Z")));
        assertEquals(List.of(vera, omar), people.holders());
        assertEquals(Optional.of(vera), people.key(VERA.id()));
        assertEquals(List.of(omar), people.named("Omar Ünal"));
        assertEquals(Optional.empty(), people.key("0".repeat(64)));
        assertEquals(List.of(), people.named("nobody"));
    }

    @Test
    void aChangeCountsAtOnce() throws Exception {
        write(two(), 1);
        PeopleFile people = people();
        assertEquals(Set.of("sre", "dba"), people.key(VERA.id()).orElseThrow().roles());
        write(two().replace("[sre, dba]", "[sre]"), 2);
        assertEquals(Set.of("sre"), people.key(VERA.id()).orElseThrow().roles());
    }

    @Test
    void aFileThatWasChangedAfterItWasSignedVouchesForNobody() throws Exception {
        write(two(), 1);
        PeopleFile people = people();
        people.holders();
        Files.writeString(file, two().replace("[]", "[dba]"));
        assertRefused("was changed after it was signed", people);
        assertRefused("was changed after it was signed", people());
    }

    @Test
    void anOlderSerialAndTheSameOneForAnotherFileVouchForNobodyWhileRunning() throws Exception {
        write(two(), 2);
        PeopleFile people = people();
        people.holders();
        write(two(), 1);
        assertRefused("is older than what was read before: serial 1 after 2", people);
        write(two().replace("[]", "[dba]"), 2);
        assertRefused("has the serial 2 of another one", people);
        write(two().replace("[]", "[dba]"), 3);
        assertEquals(2, people.holders().size());
    }

    @Test
    void aSignatureThatHasExpiredVouchesForNobodyAlsoWhenTheClockIsSetBack() throws Exception {
        write(two(), 1, clock.instant().plusSeconds(60), ADMIN);
        PeopleFile people = people();
        people.holders();
        clock.step(Duration.ofMinutes(1));
        assertRefused("was signed until 2026-01-01T00:01:00Z", people);
        clock.step(Duration.ofMinutes(-1));
        assertRefused("was signed until 2026-01-01T00:01:00Z", people);
    }

    @Test
    void asSignedByAnotherKeyOrNotAtAllItVouchesForNobody() throws Exception {
        write(two(), 1, clock.instant().plusSeconds(60), pair());
        assertRefused("is not signed by a key that may: known are ed25519:", people());
        Files.writeString(PeopleFile.signatureOf(file), "{}");
        assertRefused("not the signature of a people file", people());
        Files.delete(PeopleFile.signatureOf(file));
        assertRefused("people.yaml.sig: there is no such file", people());
        write(two(), 1);
        Files.delete(file);
        assertRefused("people.yaml: there is no such file", people());
        write(two(), 1);
        assertRefused("is not signed by a key that may", PeopleFile.of(file, Set.of(), clock));
    }

    @Test
    void aSignatureWithAnotherSerialOrExpiryIsNone() throws Exception {
        write(two(), 1);
        String text = Files.readString(PeopleFile.signatureOf(file));
        for (String changed :
                List.of(text.replace("\"serial\":1", "\"serial\":9"), text.replace("2026-01-31", "2036-01-31"))) {
            assertTrue(!changed.equals(text), text);
            Files.writeString(PeopleFile.signatureOf(file), changed);
            assertRefused("is not signed by a key that may", people());
        }
    }

    @Test
    void whatIsTooLongIsNotRead() throws Exception {
        Files.write(file, new byte[(1 << 20) + 1]);
        Files.write(PeopleFile.signatureOf(file), new byte[5000]);
        assertRefused("longer than 1048576 bytes", people());
    }
}
