package io.brattice.approval;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Who answered, as far as the approver can vouch for it.
 *
 * @param name one name per human: two accounts of one human must come under the same name
 * @param authenticated how the approver knows, for example {@code terminal} or {@code oidc:https://login.example.com}
 * @param roles what the approver knows them to hold, never what they claim
 */
public record Person(String name, String authenticated, Set<String> roles) {

    public Person {
        if (Objects.requireNonNull(name, "name").isBlank()
                || Objects.requireNonNull(authenticated, "authenticated").isBlank()) {
            throw new IllegalArgumentException("a person needs a name and a way they were authenticated");
        }
        roles = Set.copyOf(roles);
    }

    /**
     * The name as names are compared: two spellings that differ in compatibility forms, case and what nobody sees are one human.
     */
    public static String folded(String name) {
        String visible = Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
        return visible.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
