package io.brattice.rulebook.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.approval.PersonKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    private static final char[] PASS = "a long päss phrase".toCharArray();
    private static final byte[] MESSAGE = {1, 2, 3};
    private static final long SEED = Long.getLong("brattice.seed", 20261125L);

    @TempDir
    Path temporary;

    private KeyFolder folder;

    @BeforeEach
    void open() {
        folder = KeyFolder.in(temporary.resolve("keys"));
    }

    @Test
    void aKeyIsMadeListedAndOpenedWithItsPassphraseAlone() throws Exception {
        assertEquals(List.of(), folder.list());
        KeyFolder.Kept kept = folder.make("vera@acme", PASS);
        assertEquals(List.of(kept), folder.list());
        assertTrue(kept.key().hasSigned(MESSAGE, PersonKey.sign(MESSAGE, folder.open(kept, PASS))));
        IOException refused =
                assertThrows(IOException.class, () -> folder.open(kept, "a long pass phrase".toCharArray()));
        assertTrue(refused.getMessage().endsWith("the passphrase is not the one of this key"), refused.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void filesAreTheirOwnersAloneAndAreRefusedOtherwise() throws Exception {
        KeyFolder.Kept kept = folder.make("vera", PASS);
        assertEquals("rwx------", mode(folder.folder()));
        assertEquals("rw-------", mode(kept.secret()));
        Files.setPosixFilePermissions(kept.secret(), PosixFilePermissions.fromString("rw-r--r--"));
        IOException refused = assertThrows(IOException.class, () -> folder.open(kept, PASS));
        assertTrue(
                refused.getMessage().contains("may be read by others (rw-r--r--); run `chmod 600`"),
                refused.getMessage());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatIsThereIsNotOverwrittenAndWhatIsWeakIsNotMade() throws Exception {
        folder.make("vera", PASS);
        assertTrue(assertThrows(IOException.class, () -> folder.make("vera", PASS))
                .getMessage()
                .startsWith("there is a key `vera` in "));
        assertThrows(IOException.class, () -> folder.make("omar", "short".toCharArray()));
        for (String name : List.of("", "../x", "a/b", ".x", "a b", "-x")) {
            assertThrows(IOException.class, () -> folder.make(name, PASS), name);
        }
        assertEquals(1, folder.list().size());
    }

    @Test
    void halvesThatDoNotBelongTogetherAreRefused() throws Exception {
        KeyFolder.Kept vera = folder.make("vera", PASS);
        KeyFolder.Kept omar = folder.make("omar", PASS);
        KeyFolder.Kept mixed = new KeyFolder.Kept("vera", omar.key(), vera.secret());
        assertTrue(assertThrows(IOException.class, () -> folder.open(mixed, PASS))
                .getMessage()
                .contains("is not the other half of `vera.pub.pem`"));
    }

    @Test
    void aKeyFileThatWasChangedAnywhereDoesNotOpen() throws Exception {
        byte[] der = EncryptedKey.encrypt(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate(), PASS);
        Random random = new Random(SEED);
        for (int i = 0; i < 40; i++) {
            byte[] changed = der.clone();
            int at = random.nextInt(100); // before what is encrypted, where a change would cost a guess each
            changed[at] ^= (byte) (1 + random.nextInt(255));
            if (isTheIterationCount(der, at)) {
                continue;
            }
            try {
                EncryptedKey.decrypt(changed, "wrong".toCharArray());
                throw new AssertionError("seed " + SEED + ", at " + at);
            } catch (IllegalArgumentException | GeneralSecurityException e) {
                assertTrue(e.getMessage() != null && e.getMessage().lines().count() == 1, "seed " + SEED);
            }
        }
        for (int length = 0; length < der.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(der, length);
            assertThrows(IllegalArgumentException.class, () -> EncryptedKey.decrypt(cut, PASS));
        }
    }

    private static boolean isTheIterationCount(byte[] der, int at) {
        for (int i = 0; i < der.length - 5; i++) {
            if (der[i] == Der.INTEGER && der[i + 1] == 3) {
                return at >= i && at < i + 5;
            }
        }
        return false;
    }

    @Test
    void publicKeysAreReadInEveryForm() throws Exception {
        PersonKey key = PersonKey.of(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        assertEquals(key, PublicKeys.read(PublicKeys.pem(key)));
        assertEquals(key, PublicKeys.read("\n" + PublicKeys.pem(key).replace("\n", "\r\n") + "\n"));
        assertEquals(key, PublicKeys.read(PublicKeys.line(key)));
        assertEquals(
                key,
                PublicKeys.read(
                        java.util.Base64.getEncoder().encodeToString(key.key().getEncoded())));
        for (String text :
                List.of("", "abc", "-----BEGIN PUBLIC KEY-----", PublicKeys.pem(key) + PublicKeys.pem(key))) {
            assertThrows(IllegalArgumentException.class, () -> PublicKeys.read(text), text);
        }
    }

    @Test
    void whereKeysAre() {
        Path home = Path.of("/h").toAbsolutePath();
        assertEquals(home.resolve(".config/brattice/keys"), KeyFolder.ofUser(Map.of(), home));
        assertEquals(home.resolve(".config/brattice/keys"), KeyFolder.ofUser(Map.of("XDG_CONFIG_HOME", "x"), home));
        assertEquals(
                home.resolve("c/brattice/keys"),
                KeyFolder.ofUser(Map.of("XDG_CONFIG_HOME", home.resolve("c").toString()), home));
    }

    @Test
    void opensslReadsWhatIsWrittenHereAndTheOtherWayRound() throws Exception {
        assumeTrue(runs("openssl", "version"), "openssl is not installed");
        KeyFolder.Kept kept = folder.make("vera", PASS);
        Path plain = temporary.resolve("plain.der");
        Path pass = Files.writeString(temporary.resolve("pass"), new String(PASS));
        assertTrue(runs(
                "openssl",
                "pkey",
                "-in",
                kept.secret().toString(),
                "-passin",
                "file:" + pass,
                "-outform",
                "DER",
                "-out",
                plain.toString()));
        assertArrayEquals(folder.open(kept, PASS).getEncoded(), Files.readAllBytes(plain));
        Path pub = temporary.resolve("pub.pem");
        assertTrue(runs(
                "openssl",
                "pkey",
                "-in",
                kept.secret().toString(),
                "-passin",
                "file:" + pass,
                "-pubout",
                "-out",
                pub.toString()));
        assertEquals(PublicKeys.pem(kept.key()), Files.readString(pub));

        Path theirs = temporary.resolve("keys/theirs.key.pem");
        assertTrue(runs(
                "openssl",
                "pkcs8",
                "-topk8",
                "-inform",
                "DER",
                "-in",
                plain.toString(),
                "-v2",
                "aes-256-cbc",
                "-v2prf",
                "hmacWithSHA256",
                "-passout",
                "file:" + pass,
                "-out",
                theirs.toString()));
        assertArrayEquals(
                folder.open(kept, PASS).getEncoded(),
                EncryptedKey.decrypt(Pem.read(EncryptedKey.LABEL, Files.readString(theirs)), PASS)
                        .getEncoded());
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
