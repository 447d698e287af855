package io.brattice.rulebook.language;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A question about one text. All compare exactly: no case, no alias, no look-alike; but {@link Domain}, whose names have no case. */
public sealed interface TextTest {

    /** The text itself. */
    record Is(String text) implements TextTest {}

    /** One of these. */
    record In(Set<String> texts) implements TextTest {
        public In {
            texts = Collections.unmodifiableSet(new TreeSet<>(texts));
        }
    }

    /**
     * A glob over the whole text: {@code *} is any run without {@code /}, {@code **} any run, {@code ?} one character but
     * {@code /}, {@code {a,b}} either, {@code \} takes the next character as it is. In names of tools and in resources that have no
     * slashes {@code *} therefore takes everything between two ends.
     */
    record Glob(String pattern) implements TextTest {}

    /** Begins with it. */
    record Prefix(String prefix) implements TextTest {}

    /**
     * A path or {@code file:} resource that is this one or below it, once both are normal. A path that is not absolute, or goes up
     * by {@code ..}, is unknown.
     */
    record Under(String path) implements TextTest {}

    /** A regular expression over the whole text, in the syntax of RE2: time linear in the text. */
    record Matches(String regex) implements TextTest {}

    /** An address inside a network, IPv4 or IPv6; a text that is no address is unknown. */
    record Cidr(String network) implements TextTest {}

    /** A host name that is this domain or below it. A text that is no host name is unknown. */
    record Domain(String name) implements TextTest {}
}
