package io.brattice.aws.judge;

import java.util.List;
import java.util.Locale;

/** What the names of operations and members say: {@code DeleteDBInstance} is about a {@code DBInstance}, {@code DBInstanceIdentifier} too. */
final class Nouns {

    private static final List<String> ENDINGS = List.of(
            "IdentifierList",
            "Identifiers",
            "Identifier",
            "NameList",
            "NamesList",
            "ArnList",
            "IdList",
            "Names",
            "Name",
            "ARNs",
            "Arns",
            "ARN",
            "Arn",
            "IDs",
            "Ids",
            "ID",
            "Id",
            "Urls",
            "Url",
            "URL");

    private Nouns() {}

    /** What is left of an operation's name without its verb: {@code DBInstance} of {@code DeleteDBInstance}. */
    static String of(String operation) {
        int verb = wordEnd(operation, 0);
        if (operation.startsWith("Batch") && verb == "Batch".length()) {
            verb = wordEnd(operation, verb);
        }
        return verb < operation.length() ? operation.substring(verb) : operation;
    }

    /** The same, but of what something is added to or removed from, that: {@code DBCluster} of {@code AddRoleToDBCluster}. */
    static String target(String operation) {
        String noun = of(operation);
        String word = operation.startsWith("Add") ? "To" : operation.startsWith("Remove") ? "From" : "";
        int at = word.isEmpty() ? -1 : noun.lastIndexOf(word);
        boolean whole = at > 0 && at + word.length() < noun.length() && isUpper(noun.charAt(at + word.length()));
        return whole ? noun.substring(at + word.length()) : noun;
    }

    /** How much the stem of a member is like a noun: their letters in common at the start, or all of the stem at the end. */
    static int likeness(String stem, String noun) {
        String plain = plain(stem);
        int start = common(plain, noun);
        boolean end = noun.length() > plain.length()
                && noun.regionMatches(true, noun.length() - plain.length(), plain, 0, plain.length());
        return end ? Math.max(start, plain.length()) : start;
    }

    /** What a copy goes to is named as a target: {@code OptionGroup} of {@code TargetOptionGroup}. */
    static String plain(String stem) {
        for (String before : List.of("Target", "Destination")) {
            if (stem.startsWith(before) && stem.length() > before.length()) {
                return stem.substring(before.length());
            }
        }
        return stem;
    }

    /** True for a member whose name says that it names something. */
    static boolean names(String member) {
        return !stem(member).equals(member) || isBare(member);
    }

    /** A member's name without its ending: {@code DBInstance}; the name itself where it has none, or nothing else. */
    static String stem(String member) {
        for (String ending : ENDINGS) {
            if (member.endsWith(ending) && member.length() > ending.length()) {
                return member.substring(0, member.length() - ending.length());
            }
        }
        return member;
    }

    /** True for a member whose name is an ending and nothing more: {@code Name}, {@code id}, {@code ResourceArn}. */
    static boolean isBare(String member) {
        String lower = member.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "name", "names", "id", "ids", "arn", "arns", "identifier", "identifiers", "resource", "resources" ->
                true;
            case "resourcearn", "resourcearns", "resourceid", "resourceids", "resourcename", "resourcearnlist" -> true;
            default -> false;
        };
    }

    /** {@code DBInstances} as {@code db-instance}, {@code tableName} as {@code table-name}. */
    static String kebab(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        String one = singular(name);
        int at = 0;
        while (at < one.length()) {
            int end = wordEnd(one, at);
            if (at > 0) {
                text.append('-');
            }
            text.append(one, at, end);
            at = end;
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** How many letters of two names are the same from the start, whatever their case. */
    static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (Character.toLowerCase(one.charAt(i)) != Character.toLowerCase(other.charAt(i))) {
                return i;
            }
        }
        return length;
    }

    private static String singular(String name) {
        if (name.endsWith("ies") && name.length() > 4) {
            return name.substring(0, name.length() - 3) + "y";
        }
        if (name.endsWith("sses") || name.endsWith("xes") || name.endsWith("iases")) {
            return name.substring(0, name.length() - 2);
        }
        boolean plural = name.endsWith("s") && !name.endsWith("ss") && !name.endsWith("us") && !name.endsWith("is");
        return plural && name.length() > 2 ? name.substring(0, name.length() - 1) : name;
    }

    /** Where the word that begins there ends: {@code DB|Instance}, {@code SAML|Provider}, {@code table|Name}. */
    private static int wordEnd(String name, int start) {
        int i = start + 1;
        int length = name.length();
        if (i < length && isUpper(name.charAt(start)) && isUpper(name.charAt(i))) {
            while (i < length && isUpper(name.charAt(i))) {
                i++;
            }
            return i == length || !Character.isLetter(name.charAt(i)) ? i : i - 1;
        }
        while (i < length && !isUpper(name.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
