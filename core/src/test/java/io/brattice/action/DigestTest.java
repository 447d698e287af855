package io.brattice.action;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTest {
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void theVectorOfTheStandardIsMet() {
        Digest digest = Digest.of("abc");

        assertEquals(OF_ABC, digest.hex());
        assertEquals("ba7816bf8f01", digest.shortForm());
        assertEquals("sha256:" + OF_ABC, digest.toString());
        assertEquals(digest, Digest.of("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatWasWrittenIsReadBack() {
        assertEquals(Digest.of("abc"), Digest.parse(OF_ABC));
        assertEquals(Digest.of("abc").hashCode(), Digest.parse(OF_ABC).hashCode());
        assertNotEquals(Digest.of("abd"), Digest.parse(OF_ABC));
    }

    @Test
    void digestsThatDifferOnlyInTheLastBitAreDifferent() {
        assertNotEquals(Digest.parse(OF_ABC), Digest.parse(OF_ABC.substring(0, 63) + "c"));
    }

    @Test
    void changingTheBytesHandedOutChangesNothing() {
        Digest digest = Digest.of("abc");

        digest.bytes()[0] ^= 1;

        assertArrayEquals(HexFormat.of().parseHex(OF_ABC), digest.bytes());
    }

    @Test
    void textIsHashedAsUtf8() {
        assertEquals(Digest.of("é😀".getBytes(StandardCharsets.UTF_8)), Digest.of("é😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ba7816bf",
                "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a\n",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "٠a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            })
    void anythingButSixtyFourLowerCaseDigitsIsRefused(String hex) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Digest.parse(hex));

        assertEquals(
                "not a SHA-256 digest: `" + Unicode.visible(hex) + "`; pass 64 hexadecimal digits in lower case",
                refusal.getMessage());
    }

    @Test
    void textsThatUtf8CannotTellApartAreRefused() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Digest.of("a\ud800"));

        assertEquals("unpaired surrogate in `a\\ud800`; pass well-formed Unicode", refusal.getMessage());
    }
}
