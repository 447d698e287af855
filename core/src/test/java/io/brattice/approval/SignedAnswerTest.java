package io.brattice.approval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.brattice.action.Arguments;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedAnswerTest {

    private static final long SEED = Long.getLong("brattice.seed", 20261125L);
    private static final KeyPair VERA = pair();
    private static final PersonKey KEY = PersonKey.of(VERA.getPublic());

    private final QuestionFile file = new QuestionFile("l-1", Asked.wipedHome().question());

    @Test
    void anAnswerComesBackAsItWasSignedAndIsThatKeysAlone() {
        for (Approval answer : List.of(
                Approval.yes(file.question(), vera(), ""),
                Approval.no(file.question(), vera(), "not on a Friday \u202e"),
                Approval.edit(file.question(), vera(), Arguments.of("command", "rm -rf build"), ""))) {
            SignedAnswer signed = content(answer).signedWith(VERA.getPrivate());
            SignedAnswer read = SignedAnswer.read(signed.bytes());
            assertEquals(signed, read);
            assertArrayEquals(signed.bytes(), read.bytes());
            assertTrue(read.isSignedBy(KEY));
            assertFalse(read.isSignedBy(PersonKey.of(pair().getPublic())));
            assertEquals(answer.edit(), read.content().edit());
        }
    }

    @Test
    void anAnswerThatWasChangedAnywhereIsNotSigned() {
        Random random = new Random(SEED);
        SignedAnswer signed =
                content(Approval.yes(file.question(), vera(), "fine")).signedWith(VERA.getPrivate());
        byte[] bytes = signed.bytes();
        for (int i = 0; i < 600; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(7));
            try {
                SignedAnswer read = SignedAnswer.read(changed);
                assertTrue(
                        !read.isSignedBy(KEY) || read.content().equals(signed.content()),
                        () -> "seed " + SEED + ", at " + at);
            } catch (IllegalArgumentException e) {
                assertTrue(
                        e.getMessage().startsWith("the signed answer")
                                || e.getMessage().startsWith("`answer`")
                                || e.getMessage().startsWith("an "),
                        e.getMessage());
            }
        }
    }

    @Test
    void aSignatureOfTheSameKeyOverSomethingElseIsNoAnswer() {
        SignedAnswer.Content content = content(Approval.yes(file.question(), vera(), ""));
        byte[] bare = java.util.Arrays.copyOfRange(
                content.signed(), "brattice signed answer\n".length(), content.signed().length);
        String signature = java.util.Base64.getEncoder().encodeToString(PersonKey.sign(bare, VERA.getPrivate()));
        assertFalse(new SignedAnswer(content, signature).isSignedBy(KEY), "without its prefix");
        assertFalse(new SignedAnswer(content, "").isSignedBy(KEY));
        assertFalse(new SignedAnswer(content, "not base64!").isSignedBy(KEY));
        assertFalse(new SignedAnswer(content, "AAAA").isSignedBy(KEY));
    }

    @Test
    void anAnswerThatNamesAnotherKeyThanItsSignersIsNotSigned() {
        SignedAnswer.Content content = SignedAnswer.content(
                file,
                Approval.yes(file.question(), vera(), ""),
                PersonKey.of(pair().getPublic()),
                Asked.NOW,
                Asked.NOW.plusSeconds(600));
        assertFalse(content.signedWith(VERA.getPrivate()).isSignedBy(KEY));
    }

    @Test
    void anAnswerWithMoreThanItMayHaveIsNotRead() {
        String text = new String(
                content(Approval.yes(file.question(), vera(), ""))
                        .signedWith(VERA.getPrivate())
                        .bytes(),
                StandardCharsets.UTF_8);
        for (String changed : List.of(
                text.replace("\"version\":1", "\"version\":2"),
                text.replace("\"why\"", "\"roles\":[\"boss\"],\"why\""),
                text.replace("\"yes\":true", "\"yes\":\"true\""),
                text.replace("\"edit\":null", "\"edit\":{\"command\":\"ls\"}"),
                text.replace("\"yes\":true", "\"yes\":true,\"yes\":true"),
                text.replace("\"signature\"", "\"signatures\""))) {
            assertNotEquals(text, changed);
            assertThrows(
                    IllegalArgumentException.class, () -> SignedAnswer.read(changed.getBytes(StandardCharsets.UTF_8)));
        }
        assertThrows(IllegalArgumentException.class, () -> SignedAnswer.read(new byte[SignedAnswer.MAX_BYTES + 1]));
    }

    @Test
    void keysForWhichAnybodyCanSignAreRefused() {
        BigInteger prime = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        for (String y : List.of(
                "00",
                "01",
                prime.subtract(BigInteger.ONE).toString(16),
                prime.toString(16),
                prime.add(BigInteger.ONE).toString(16),
                "5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
                "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7")) {
            for (int sign = 0; sign < 2; sign++) {
                byte[] raw = new byte[PersonKey.LENGTH];
                byte[] big = new BigInteger(y, 16).toByteArray();
                for (int i = 0; i < Math.min(big.length, raw.length); i++) {
                    raw[i] = big[big.length - 1 - i];
                }
                raw[31] |= (byte) (sign << 7);
                assertThrows(IllegalArgumentException.class, () -> PersonKey.of(raw), y);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> PersonKey.of(new byte[31]));
    }

    /** The first test of RFC 8032, section 7.1. */
    @Test
    void aKeyVerifiesWhatTheStandardSays() {
        PersonKey key = PersonKey.of(
                HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
        byte[] signature = HexFormat.of()
                .parseHex(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");
        assertTrue(key.hasSigned(new byte[0], signature));
        assertFalse(key.hasSigned(new byte[1], signature));
        assertEquals(key, PersonKey.of(key.key()));
        assertEquals(64, key.id().length());
    }

    private SignedAnswer.Content content(Approval answer) {
        return SignedAnswer.content(file, answer, KEY, Asked.NOW, Asked.NOW.plusSeconds(600));
    }

    private static Person vera() {
        return new Person("vera", "terminal", Set.of());
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
