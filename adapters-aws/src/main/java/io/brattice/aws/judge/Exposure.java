package io.brattice.aws.judge;

import io.brattice.action.Arguments;
import io.brattice.action.InvalidArgumentsException;
import io.brattice.aws.call.AwsCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names whom a request lets in: everybody, or another account. Looks at every member, and into policies, which are JSON in texts. It
 * only names: how grave that is, rules say.
 *
 * <p>Does not: know what a service lets in by default, or compute what several policies allow together.
 */
final class Exposure {

    private static final Pattern ACCOUNT = Pattern.compile("^(?:arn:[^:]*:iam::)?(\\d{12})(?::.*)?$");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final Set<String> PUBLIC_ACLS = Set.of("public-read", "public-read-write", "authenticated-read");
    private static final List<String> EVERYBODY =
            List.of("acs.amazonaws.com/groups/global/AllUsers", "acs.amazonaws.com/groups/global/AuthenticatedUsers");
    private static final int DEEPEST = 4;

    private final String account;
    private final Set<String> found = new LinkedHashSet<>();

    private Exposure(String account) {
        this.account = account;
    }

    /** One line for each, in the order in which they come. */
    static List<String> of(AwsCall call, String account) {
        String name = call.operation();
        boolean leavesOnly = name.contains("Egress") || name.contains("Route") || name.startsWith("Revoke");
        Exposure exposure = new Exposure(account);
        exposure.look("", call.parameters().asMap(), leavesOnly, 0);
        return List.copyOf(exposure.found);
    }

    private void look(String name, @Nullable Object value, boolean leavesOnly, int depth) {
        if (value instanceof String text) {
            text(name, text, leavesOnly, depth);
        } else if (value instanceof List<?> items) {
            items.forEach(item -> look(name, item, leavesOnly, depth));
        } else if (value instanceof Map<?, ?> members) {
            if (members.containsKey("Effect") && "Allow".equals(members.get("Effect"))) {
                principals(members.get("Principal"));
                if (members.containsKey("NotPrincipal")) {
                    found.add("lets in everybody but some (`NotPrincipal`)");
                }
                everything(members);
            }
            members.forEach((key, inner) -> {
                String member = String.valueOf(key);
                boolean leaves = leavesOnly || member.toLowerCase(Locale.ROOT).contains("egress");
                look(member, inner, leaves, depth);
            });
        } else if (Boolean.TRUE.equals(value)
                && (name.equals("PubliclyAccessible") || name.equals("publiclyAccessible"))) {
            found.add("opens it to the internet (`PubliclyAccessible`)");
        }
    }

    private void text(String name, String text, boolean leavesOnly, int depth) {
        if (EVERYWHERE.contains(text) && !leavesOnly) {
            found.add("lets in the whole internet (`" + text + "`)");
        }
        if (PUBLIC_ACLS.contains(text) || EVERYBODY.stream().anyMatch(text::endsWith)) {
            found.add("lets everybody read it (`" + Words.shown(text, 60) + "`)");
        }
        if ((name.equals("Principal") || name.equals("principal")) && text.equals("*")) {
            found.add("lets in everybody (`Principal: *`)");
        }
        String start = text.stripLeading();
        if (depth < DEEPEST && (start.startsWith("{") || start.startsWith("["))) {
            inside(name, start, leavesOnly, depth);
        }
    }

    private void inside(String name, String json, boolean leavesOnly, int depth) {
        try {
            String object = json.startsWith("[") ? "{\"items\":" + json + "}" : json;
            look(name, Arguments.fromJson(object).asMap(), leavesOnly, depth + 1);
        } catch (InvalidArgumentsException e) {
            if (json.contains("Principal") || json.contains("Effect")) {
                found.add("has a policy that cannot be read (`" + Words.shown(name, 40) + "`)");
            }
        }
    }

    private void principals(@Nullable Object principal) {
        if (principal instanceof String one) {
            principal(one);
        } else if (principal instanceof List<?> several) {
            several.forEach(this::principals);
        } else if (principal instanceof Map<?, ?> kinds) {
            principals(kinds.get("AWS"));
            if ("*".equals(kinds.get("Federated")) || "*".equals(kinds.get("Service"))) {
                found.add("lets in everybody (`Principal: *`)");
            }
        }
    }

    private void principal(String who) {
        Matcher matcher = ACCOUNT.matcher(who);
        if (who.equals("*")) {
            found.add("lets in everybody (`Principal: *`)");
        } else if (matcher.matches() && !matcher.group(1).equals(account)) {
            String own = account.equals(Target.UNKNOWN) ? ", which may be another one" : ", which is another one";
            found.add("lets in account `" + matcher.group(1) + "`" + own);
        }
    }

    private void everything(Map<?, ?> statement) {
        boolean all = isAll(statement.get("Action")) && isAll(statement.get("Resource"));
        if (all && !statement.containsKey("Principal")) {
            found.add("allows everything on everything (`Action: *`)");
        }
    }

    private static boolean isAll(@Nullable Object value) {
        return "*".equals(value)
                || "*:*".equals(value)
                || (value instanceof List<?> items && items.stream().anyMatch(Exposure::isAll));
    }
}
