package io.brattice.rulebook.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every mistake is named with its place, its text and the right word. */
class PeopleFormTest {

    private static final String KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private static final long SEED = Long.getLong("brattice.seed", 20261125L);

    private static List<String> problems(String text) {
        return assertThrows(
                        InvalidPeopleException.class,
                        () -> PeopleFile.parse("p.yaml", text.getBytes(StandardCharsets.UTF_8)))
                .problems();
    }

    private static String person(String name, String rest) {
        return "version: 1\npeople:\n- name: " + name + "\n  roles: [sre]\n  keys:\n  - key: " + KEY
                + "\n    from: 2026-01-01\n    until: 2027-01-01\n" + rest;
    }

    @Test
    void aPlainFileIsRead() throws Exception {
        assertEquals(
                "vera",
                PeopleFile.parse("p.yaml", person("vera", "").getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .name());
        assertEquals(List.of(), PeopleFile.parse("p.yaml", "version: 1\npeople: []".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void unknownKeysNameTheNearestOne() {
        assertEquals(
                List.of("p.yaml:9:5: unknown key `untill`; did you mean `until`?"),
                problems(person("vera", "    untill: 2027-01-01")));
        assertEquals(
                List.of("p.yaml:9:3: unknown key `rols`; did you mean `roles`?"),
                problems(person("vera", "  rols: [a]")));
        assertEquals(
                List.of("p.yaml:9:1: unknown key `zzzzzzzz`; known are `version`, `people`"),
                problems(person("vera", "zzzzzzzz: 1")));
    }

    @Test
    void duplicateKeysNamesAndPublicKeysAreNamed() {
        assertEquals(
                List.of("p.yaml:9:1: the key `version` comes twice; keep one"), problems(person("vera", "version: 1")));
        String other = """
                - name: \uff36ERA
                  roles: [sre]
                  keys:
                  - key: GJ6VJ1dk/JYr5fNTKqr04DDEjjLgyzTc/BjUtq+i0qE=
                    from: 2026-01-01
                    until: 2027-01-01
                """;
        assertEquals(
                List.of(
                        "p.yaml:9:9: the name `\uff36ERA` is that of `vera` above; one human has one entry, with every key of theirs"),
                problems(person("vera", other)).stream()
                        .map(line -> line.replaceAll("\\\\u\\{[0-9a-f]+}", "\uff36"))
                        .toList());
        String same = other.replace("\uff36ERA", "omar").replaceAll("key: .*", "key: " + KEY);
        assertTrue(problems(person("vera", same)).get(0).startsWith("p.yaml:12:10: the key `" + KEY + "` comes twice"));
    }

    @Test
    void anchorsAliasesTagsAndSecondDocumentsAreNamed() {
        assertEquals(
                List.of("p.yaml:3:9: the anchor `&a`; write out what it stands for"), problems(person("&a vera", "")));
        assertEquals(List.of("p.yaml:3:9: an alias; write out what it stands for"), problems(person("*a", "")));
        assertTrue(problems(person("!!java.net.URL vera", ""))
                .get(0)
                .matches("p\\.yaml:3:9: the tag `.*URL`; leave it out"));
        assertEquals(
                List.of("p.yaml:10:1: a second document; put everything into one"),
                problems(person("vera", "---\nversion: 1")));
    }

    @Test
    void whatIsMissingEmptyOrOfAnotherKindIsNamed() {
        assertEquals(List.of("p.yaml:1:1: empty; see docs/people.md for an example"), problems(""));
        assertEquals(List.of("p.yaml:1:1: the file is `x`; write a mapping with `version`, `people`"), problems("x"));
        assertEquals(
                List.of("p.yaml:1:1: `version` is missing; add it", "p.yaml:1:9: `people` is a mapping; write a list"),
                problems("people: {}"));
        assertEquals(List.of("p.yaml:3:8: `name` is nothing; write a text"), problems(person("", "")));
        assertEquals(
                List.of("p.yaml:1:10: version `2`; this version of Brattice reads `1`"),
                problems("version: 2\npeople: []"));
        assertEquals(
                List.of("p.yaml:3:3: a person without a key; add one, or leave the person out"),
                problems("version: 1\npeople:\n- name: vera\n  roles: []\n  keys: []"));
    }

    @Test
    void timesRolesNamesAndKeysThatCannotBeAreNamed() {
        assertEquals(
                List.of("p.yaml:9:14: the time `yesterday`; write `2026-01-31`, which begins at midnight UTC, or"
                        + " `2026-01-31T08:00:00Z`"),
                problems(person("vera", "    revoked: yesterday")));
        assertEquals(
                List.of("p.yaml:6:5: the key is valid from 2026-01-01T00:00:00Z until 2025-01-01T00:00:00Z; let `until`"
                        + " be later"),
                problems(person("vera", "").replace("2027", "2025")));
        assertTrue(problems(person("vera", "").replace("[sre]", "[s re, sre, sre]"))
                        .size()
                == 2);
        assertTrue(problems(person("\"ve\u200bra\"", "")).get(0).startsWith("p.yaml:3:9: the name `ve\\u{200b}ra`"));
        assertTrue(problems(person("vera", "").replace(KEY, "abc"))
                .get(0)
                .startsWith("p.yaml:6:10: the key `abc`: not an Ed25519 public key"));
        assertTrue(problems(person("vera", "").replace(KEY, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="))
                .get(0)
                .contains("anybody could sign for it"));
    }

    @Test
    void whatIsNotYamlIsNamedWithItsPlace() {
        assertTrue(problems("version: [1").get(0).startsWith("p.yaml:1:12: not YAML: "));
        assertTrue(problems("a: \u0000").get(0).startsWith("p.yaml:1:"));
        assertTrue(problems("[".repeat(10_000)).get(0).startsWith("p.yaml:1:9: nested more than 8 levels deep"));
        assertEquals(
                List.of("p.yaml:1:1: not UTF-8; save it as UTF-8"),
                assertThrows(InvalidPeopleException.class, () -> PeopleFile.parse("p.yaml", new byte[] {(byte) 0xff}))
                        .problems());
    }

    @Test
    void aFileWithAnyByteChangedIsReadOrRefusedAndNothingElse() {
        Random random = new Random(SEED);
        byte[] bytes = person("vera", "- name: omar\n  roles: []\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                PeopleFile.parse("p.yaml", changed);
            } catch (InvalidPeopleException e) {
                e.problems()
                        .forEach(line -> assertTrue(line.matches("p\\.yaml:[0-9]+:[0-9]+: .*"), "seed " + SEED + line));
            }
        }
    }
}
