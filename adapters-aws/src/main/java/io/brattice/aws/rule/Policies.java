package io.brattice.aws.rule;

import io.brattice.action.Arguments;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What policy documents allow. A document is read with the names of its elements in any case, and whatever in it is not as it should be
 * is unknown. It is not evaluated: a condition counts only where it ties the statement to accounts, resources or networks by name.
 */
final class Policies {

    /** Keys of conditions that tell who may come, when they are compared to something that holds no asterisk of its own. */
    private static final Set<String> TYING = Set.of(
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:principalaccount",
            "aws:principalarn",
            "kms:calleraccount");

    private static final Set<String> TESTS = Set.of("stringequals", "stringlike", "arnequals", "arnlike");

    /** With any of these on everything, one can give oneself all the rest. */
    private static final List<String> GIVING = List.of(
            "iam:passrole",
            "iam:createpolicyversion",
            "iam:setdefaultpolicyversion",
            "iam:attachuserpolicy",
            "iam:attachgrouppolicy",
            "iam:attachrolepolicy",
            "iam:putuserpolicy",
            "iam:putgrouppolicy",
            "iam:putrolepolicy",
            "iam:addusertogroup",
            "iam:updateassumerolepolicy",
            "iam:createaccesskey",
            "iam:createloginprofile",
            "iam:updateloginprofile",
            "iam:deleterolepermissionsboundary",
            "iam:deleteuserpermissionsboundary",
            "sts:assumerole",
            "organizations:leaveorganization");

    private Policies() {}

    /** Whether a string looks like a document, however broken. An escape may hide the word that makes it one. */
    static boolean looksLike(String text) {
        return text.stripLeading().startsWith("{")
                && (text.toLowerCase(Locale.ROOT).contains("statement") || text.contains("\\u"));
    }

    static Truth publicly(@Nullable Object document) {
        return any(document, Policies::publicStatement);
    }

    static Truth foreign(@Nullable Object document, World world) {
        return any(document, statement -> foreignStatement(statement, world));
    }

    static Truth admin(@Nullable Object document) {
        return any(document, Policies::adminStatement);
    }

    /** Whether a document denies something to everybody, on no condition. */
    static Truth locks(@Nullable Object document) {
        return statements(document)
                .map(all -> Truth.of(all.stream().anyMatch(Policies::locksOut)))
                .orElse(Truth.UNKNOWN);
    }

    private static boolean locksOut(Map<String, Object> statement) {
        return "Deny".equals(statement.get("effect"))
                && !statement.containsKey("condition")
                && publicStatement(statement) != Truth.NO;
    }

    static Truth denies(@Nullable Object document) {
        if (document instanceof String text && text.isEmpty()) {
            return Truth.NO;
        }
        return statements(document)
                .map(all -> Truth.of(all.stream().anyMatch(one -> !"Allow".equals(one.get("effect")))))
                .orElse(Truth.UNKNOWN);
    }

    private static Truth any(@Nullable Object document, Function<Map<String, Object>, Truth> test) {
        Optional<List<Map<String, Object>>> statements = statements(document);
        if (statements.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Truth truth = Truth.NO;
        for (Map<String, Object> statement : statements.get()) {
            truth = truth.or("Deny".equals(statement.get("effect")) ? Truth.NO : test.apply(statement));
        }
        return truth;
    }

    private static Optional<List<Map<String, Object>>> statements(@Nullable Object document) {
        try {
            Object read = document instanceof String text ? parsed(text) : document;
            List<Map<String, Object>> statements = new ArrayList<>();
            for (Object statement : listed(members(read).get("statement"))) {
                statements.add(members(statement));
            }
            return statements.isEmpty() ? Optional.empty() : Optional.of(statements);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it was sent, or as IAM answers it: in percent encoding. */
    private static Map<String, @Nullable Object> parsed(String text) {
        boolean encoded = text.startsWith("%7B") || text.startsWith("%7b");
        return Arguments.fromJson(encoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text)
                .asMap();
    }

    /** Members under lower-case names. */
    private static Map<String, Object> members(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("no object");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object member = entry.getValue();
            if (member == null
                    || members.put(String.valueOf(entry.getKey()).toLowerCase(Locale.ROOT), member) != null) {
                throw new IllegalArgumentException("null, or a name twice");
            }
        }
        return members;
    }

    private static List<?> listed(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    private static Truth publicStatement(Map<String, Object> statement) {
        if (statement.containsKey("notprincipal")) {
            return Truth.YES;
        }
        Object principal = statement.get("principal");
        if (principal == null || tied(statement)) {
            return Truth.NO;
        }
        if (principal instanceof String text) {
            return Truth.of(Principals.everybody(text));
        }
        Truth truth = Truth.NO;
        for (Map.Entry<String, Object> kind : members(principal).entrySet()) {
            for (Object one : listed(kind.getValue())) {
                boolean web = kind.getKey().equals("federated") && !statement.containsKey("condition");
                truth = truth.or(
                        one instanceof String text ? Truth.of(web || Principals.everybody(text)) : Truth.UNKNOWN);
            }
        }
        return truth;
    }

    private static Truth foreignStatement(Map<String, Object> statement, World world) {
        Object principal = statement.get("principal");
        if (principal == null) {
            return Truth.of(statement.containsKey("notprincipal"));
        }
        if (principal instanceof String text) {
            return Principals.everybody(text) && tied(statement) ? Truth.NO : Principals.foreign(text, world);
        }
        Truth truth = Truth.NO;
        for (Map.Entry<String, Object> kind : members(principal).entrySet()) {
            for (Object one : listed(kind.getValue())) {
                if (!(one instanceof String text)) {
                    return Truth.UNKNOWN;
                }
                if (Principals.everybody(text) && tied(statement)) {
                    continue;
                }
                boolean web = kind.getKey().equals("federated")
                        && !text.startsWith("arn:")
                        && statement.containsKey("condition");
                truth = truth.or(web ? Truth.NO : Principals.foreign(text, world));
            }
        }
        return truth;
    }

    private static boolean tied(Map<String, Object> statement) {
        if (!(statement.get("condition") instanceof Map<?, ?>)) {
            return false;
        }
        for (Map.Entry<String, Object> test :
                members(statement.get("condition")).entrySet()) {
            if (!TESTS.contains(test.getKey())) {
                continue;
            }
            for (Map.Entry<String, Object> key : members(test.getValue()).entrySet()) {
                List<?> values = listed(key.getValue());
                if (TYING.contains(key.getKey())
                        && !values.isEmpty()
                        && values.stream().allMatch(value -> value instanceof String text && names(text))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Names an account or a network: an asterisk alone, or in the place of the account, names nothing. */
    private static boolean names(String value) {
        return value.matches("\\d{12}|(.*:)?arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9*-]*:\\d{12}:.+|vpce?-[0-9a-f]+")
                || value.matches("arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]{2,}(/.*)?");
    }

    private static Truth adminStatement(Map<String, Object> statement) {
        boolean everywhere = statement.containsKey("notresource");
        for (Object resource : listed(statement.get("resource"))) {
            everywhere |= !(resource instanceof String text)
                    || text.matches("\\*+|arn:\\*.*|arn:aws[a-z-]*:(iam|sts|\\*)::?\\*.*");
        }
        if (!everywhere) {
            return Truth.NO;
        }
        if (statement.containsKey("notaction")) {
            return Truth.YES;
        }
        Truth truth = Truth.NO;
        for (Object action : listed(statement.get("action"))) {
            truth = truth.or(action instanceof String text ? Truth.of(gives(text)) : Truth.UNKNOWN);
        }
        return truth;
    }

    private static boolean gives(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        if (!lower.contains(":")) {
            return lower.contains("*");
        }
        String pattern =
                lower.replaceAll("[^a-z0-9:*?-]", "").replace("*", ".*").replace("?", ".");
        return GIVING.stream().anyMatch(giving -> giving.matches(pattern));
    }
}
