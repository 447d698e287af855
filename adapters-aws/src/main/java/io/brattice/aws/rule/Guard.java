package io.brattice.aws.rule;

import io.brattice.action.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is dangerous in the request of any operation, by the name of a member and its value. A rule may skip what its own cases weigh. */
enum Guard {
    /** Anybody's network is let in. */
    NETWORK("lets the whole internet in", Verb.GRANT),
    /** A policy, a list of permissions or a switch opens a resource to everybody. */
    PUBLIC("makes something public", Verb.GRANT),
    /** A policy gives what is needed to take everything else. */
    ADMIN("gives the rights of an administrator", Verb.GRANT),
    /** A policy or a list lets another account in. */
    FOREIGN("lets another account in", Verb.GRANT),
    /** A policy shuts everybody out. */
    LOCK("shuts everybody out", Verb.INTERRUPT),
    /** A protection against deletion, or what a restore needs, is taken away. */
    PROTECTION("takes away a protection against loss", Verb.UPDATE),
    /** A check that protects from mistakes is passed by. */
    BYPASS("passes by a check that protects from mistakes", Verb.UPDATE);

    private static final Pattern PROTECTS = Pattern.compile(
            ".*(deletion|termination|delete|terminate|scale-?in|downscale)[-_.]?protect(ion|ed).*|.*protectedfromscalein"
                    + "|enabletermination.*|pointintimerecovery(enabled)?|objectlockenabled|deletionprotection.*");
    private static final Pattern DISABLES = Pattern.compile("disableapi(termination|stop)");
    private static final Pattern RETAINS = Pattern.compile(
            "(.*(backup|snapshot)s?[-_.]?.*retention.*|.*retention.*(backup|snapshot).*|recoverypointretention.*)");
    private static final Pattern OPENS =
            Pattern.compile("publiclyaccessible|endpointpublicaccess|publicaccess(enabled)?|ispublic|makepublic");
    private static final Pattern CLOSES = Pattern.compile(
            "blockpublic(acls|policy)|ignorepublicacls|restrictpublicbuckets|blockpublicsecuritygrouprules");
    private static final Pattern DOCUMENTS = Pattern.compile(
            "policy|policydocument|assumerolepolicydocument|resourcepolicy|policytext|repositorypolicy|accesspolicies");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/+=,@-]*");
    private static final List<String> ACLS = List.of("public-read", "public-read-write", "authenticated-read");
    private static final List<String> ON = List.of("ACTIVE", "ENABLED", "Enabled", "ENABLE", "true", "ON");

    private final String why;
    private final Verb verb;

    Guard(String why, Verb verb) {
        this.why = why;
        this.verb = verb;
    }

    String why() {
        return why;
    }

    Verb verb() {
        return verb;
    }

    static Optional<Guard> named(String name) {
        return Arrays.stream(values())
                .filter(guard -> guard.toString().equals(name))
                .findFirst();
    }

    static String allowed() {
        return Arrays.stream(values()).map(Guard::toString).collect(Collectors.joining(", "));
    }

    /** Whether a member of this name and value is such a danger. In doubt it is. */
    boolean sees(String name, @Nullable Object value, World world) {
        String key = name.toLowerCase(Locale.ROOT);
        return switch (this) {
            case NETWORK -> value instanceof String text && Networks.wide(text);
            case PUBLIC ->
                (OPENS.matcher(key).matches() && isLeaf(value) && !Boolean.FALSE.equals(value))
                        || (CLOSES.matcher(key).matches() && !Boolean.TRUE.equals(value))
                        || (value instanceof String text && opens(key, text))
                        || (isDocument(key, value) && Policies.publicly(value) != Truth.NO);
            case ADMIN ->
                (isDocument(key, value) && Policies.admin(value) != Truth.NO)
                        || (key.equals("policyarn")
                                && value instanceof String arn
                                && Sort.ADMIN_ARN.test(arn, world) != Truth.NO);
            case FOREIGN -> isDocument(key, value) && Policies.foreign(value, world) != Truth.NO;
            case LOCK -> isDocument(key, value) && Policies.locks(value) == Truth.YES;
            case PROTECTION ->
                (PROTECTS.matcher(key).matches() && isLeaf(value) && !isOn(value))
                        || (DISABLES.matcher(key).matches() && !isOn(value))
                        || (key.equals("mfadelete") && !isOn(value))
                        || (RETAINS.matcher(key).matches() && isLeaf(value));
            case BYPASS -> key.startsWith("bypass") && !Boolean.FALSE.equals(value);
        };
    }

    private static boolean opens(String key, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return (key.endsWith("acl") && ACLS.contains(lower))
                || lower.contains("acs.amazonaws.com/groups/global")
                || ((key.equals("principal") || key.equals("principals")) && text.contains("*"))
                || ((key.equals("group")
                                || key.equals("groupnames")
                                || key.equals("usergroups")
                                || key.equals("valuestoadd"))
                        && lower.equals("all"));
    }

    /** A document by what it holds; or by the name of the member, unless it is a mere name or ARN. */
    private static boolean isDocument(String key, @Nullable Object value) {
        return (value instanceof String text
                        && (Policies.looksLike(text)
                                || (DOCUMENTS.matcher(key).matches()
                                        && !NAME.matcher(text).matches())))
                || (value instanceof Map<?, ?> map
                        && map.keySet().stream().anyMatch(name -> "statement".equalsIgnoreCase(String.valueOf(name))));
    }

    private static boolean isLeaf(@Nullable Object value) {
        return !(value instanceof Map<?, ?>) && !(value instanceof List<?>);
    }

    private static boolean isOn(@Nullable Object value) {
        if (value instanceof Map<?, ?> wrapped) {
            return wrapped.size() == 1 && Boolean.TRUE.equals(wrapped.get("Value"));
        }
        return Boolean.TRUE.equals(value) || (value instanceof String text && ON.contains(text));
    }

    /** As rules name it: {@code protection}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
