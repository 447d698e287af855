package io.brattice.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.approval.PersonKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rulebooks that are signed with real keys. */
class SignersTest {

    private final Instant later = Instant.now().plus(Duration.ofDays(30));

    @TempDir
    Path folder;

    private Path file;
    private KeyPair pair;
    private PersonKey key;

    @BeforeEach
    void sign() throws Exception {
        file = folder.resolve("brattice.yaml");
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = PersonKey.of(pair.getPublic());
        write("first");
        Signers.sign(file, "organisation", later, key, pair.getPrivate());
    }

    private void write(String name) throws Exception {
        Files.writeString(file, "version: 1\nname: " + name + "\nlayer: organisation\nmode: read-only\n");
    }

    private Rulebook read() {
        return Rulebook.builder()
                .layer(file)
                .trusted(Signers.of(Map.of("organisation", key)))
                .build();
    }

    private String refusal() {
        return assertThrows(UnreadableRulebookException.class, this::read).getMessage();
    }

    @Test
    void aSignedRulebookIsExchangedForOneWithAHigherSerial() throws Exception {
        Rulebook rules = read();
        Files.writeString(file, "version: 1\nname: second\nlayer: organisation\ndefaults: {recoverable: escalate}\n");
        assertEquals(
                2,
                Signers.sign(file, "organisation", later, key, pair.getPrivate())
                        .serial());

        Rulebook.Reload reload = rules.reload();

        assertTrue(reload.replaced(), () -> reload.notes().toString());

        assertEquals("second", rules.layers().get(0).name());
    }

    @Test
    void anOlderSerialNeverComesBack() throws Exception {
        byte[] text = Files.readAllBytes(file);
        byte[] signature = Files.readAllBytes(Signers.signatureOf(file));
        write("second");
        Signers.sign(file, "organisation", later, key, pair.getPrivate());
        Rulebook rules = read();
        Files.write(file, text);
        Files.write(Signers.signatureOf(file), signature);

        Rulebook.Reload reload = rules.reload();

        assertFalse(reload.replaced());
        assertTrue(
                reload.notes().toString().contains("serial 1"), reload.notes().toString());
        assertEquals("second", rules.layers().get(0).name());
    }

    @Test
    void anotherTextUnderASignatureIsNotRead() throws Exception {
        write("changed");
        assertTrue(refusal().contains("another text"), refusal());
    }

    @Test
    void anotherKeyIsNotTrusted() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signers.sign(file, "organisation", later, PersonKey.of(other.getPublic()), other.getPrivate());
        assertTrue(refusal().contains("not by the key of the layer"), refusal());
    }

    @Test
    void aKeyCountsForItsLayerAlone() throws Exception {
        Signers.sign(file, "team", later, key, pair.getPrivate());
        assertTrue(refusal().contains("`team`"), refusal());
    }

    @Test
    void anExpiredSignatureIsNotRead() throws Exception {
        Signers.sign(file, "organisation", Instant.now().minusSeconds(1), key, pair.getPrivate());
        assertTrue(refusal().contains("good until"), refusal());
    }

    @Test
    void aSignatureThatIsNoneIsToldInOneLine() throws Exception {
        Files.writeString(Signers.signatureOf(file), "{}");
        assertTrue(refusal().contains("policy sign"), refusal());
    }

    @Test
    void aSignatureOfAPeopleFileIsNoneOfARulebook() throws Exception {
        Files.write(
                Signers.signatureOf(file),
                io.brattice.rulebook.people.PeopleSignature.sign(
                                Files.readAllBytes(file), 1, later, key, pair.getPrivate())
                        .bytes());
        assertTrue(refusal().contains("not the signature of a rulebook"), refusal());
    }
}
