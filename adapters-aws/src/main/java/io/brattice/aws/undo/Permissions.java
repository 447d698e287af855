package io.brattice.aws.undo;

import io.brattice.action.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules of security groups, as EC2 describes them, in the form in which it takes them. */
final class Permissions {

    private Permissions() {}

    static List<@Nullable Object> of(List<@Nullable Object> rules) throws UndoException {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object rule : rules) {
            all.add(permission(Tree.members(rule)));
        }
        all.sort(Comparator.comparing(
                permission -> Arguments.of("it", permission).json()));
        return all;
    }

    /** Of the rules that are not as they were, how they were: a modification by id. */
    static List<@Nullable Object> changes(List<@Nullable Object> before, List<@Nullable Object> now) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object rule : before) {
            if (now.stream().noneMatch(other -> Tree.same(rule, other))) {
                all.add(change(Tree.members(rule)));
            }
        }
        return all;
    }

    private static Map<String, @Nullable Object> change(Map<String, @Nullable Object> rule) {
        Map<String, @Nullable Object> to = new LinkedHashMap<>();
        for (String name :
                List.of("IpProtocol", "FromPort", "ToPort", "CidrIpv4", "CidrIpv6", "PrefixListId", "Description")) {
            to.put(name, rule.get(name));
        }
        to.put("ReferencedGroupId", Tree.at(rule, "/ReferencedGroupInfo/GroupId"));
        to.values().removeIf(Objects::isNull);
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("SecurityGroupRuleId", rule.get("SecurityGroupRuleId"));
        change.put("SecurityGroupRule", to);
        return change;
    }

    private static Map<String, @Nullable Object> permission(Map<String, @Nullable Object> rule) throws UndoException {
        Map<String, @Nullable Object> permission = new LinkedHashMap<>();
        permission.put("IpProtocol", rule.get("IpProtocol"));
        if (!"-1".equals(rule.get("IpProtocol"))) {
            permission.put("FromPort", rule.get("FromPort"));
            permission.put("ToPort", rule.get("ToPort"));
        }
        Map<String, @Nullable Object> range = new LinkedHashMap<>();
        if (rule.get("Description") instanceof String description) {
            range.put("Description", description);
        }
        if (rule.get("CidrIpv4") instanceof String cidr) {
            range.put("CidrIp", cidr);
            permission.put("IpRanges", List.of(range));
        } else if (rule.get("CidrIpv6") instanceof String cidr) {
            range.put("CidrIpv6", cidr);
            permission.put("Ipv6Ranges", List.of(range));
        } else if (rule.get("PrefixListId") instanceof String list) {
            range.put("PrefixListId", list);
            permission.put("PrefixListIds", List.of(range));
        } else if (Tree.at(rule, "/ReferencedGroupInfo/GroupId") instanceof String group) {
            range.put("GroupId", group);
            if (Tree.at(rule, "/ReferencedGroupInfo/UserId") instanceof String user) {
                range.put("UserId", user);
            }
            permission.put("UserIdGroupPairs", List.of(range));
        } else {
            throw new UndoException("a rule of the group has neither a range nor a list nor a group");
        }
        permission.values().removeIf(Objects::isNull);
        return permission;
    }
}
