package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code redis-cli}: one command in its operands, or one a line by standard input. */
final class RedisReader implements Reader {

    private static final Set<String> LOOKS = Set.of(
            ("GET MGET STRLEN GETRANGE SUBSTR EXISTS TYPE TTL PTTL EXPIRETIME PEXPIRETIME KEYS SCAN RANDOMKEY DBSIZE"
                            + " HGET HMGET HGETALL HKEYS HVALS HLEN HEXISTS HSTRLEN HSCAN HRANDFIELD LLEN LRANGE LINDEX LPOS SMEMBERS SCARD SISMEMBER SMISMEMBER SSCAN"
                            + " SRANDMEMBER SINTER SUNION SDIFF SINTERCARD ZCARD ZCOUNT ZLEXCOUNT ZRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANGEBYLEX ZREVRANGE ZREVRANGEBYLEX"
                            + " ZRANK ZREVRANK ZSCORE ZMSCORE ZSCAN ZRANDMEMBER ZDIFF ZINTER ZUNION ZINTERCARD GETBIT BITCOUNT BITPOS GEOPOS GEODIST GEOHASH GEOSEARCH"
                            + " PFCOUNT XLEN XRANGE XREVRANGE XREAD PING ECHO INFO TIME LASTSAVE ROLE COMMAND HELLO SELECT DUMP JSON.GET JSON.TYPE FT.SEARCH FT.INFO")
                    .split(" ", -1));

    /** Commands with subcommands: these only look. */
    private static final Set<String> LOOKS_WITH = Set.of(
            ("CLIENT_LIST CLIENT_INFO CLIENT_ID CLIENT_GETNAME MEMORY_USAGE MEMORY_STATS MEMORY_DOCTOR OBJECT_ENCODING"
                            + " OBJECT_IDLETIME OBJECT_FREQ OBJECT_REFCOUNT SLOWLOG_GET SLOWLOG_LEN XINFO_STREAM XINFO_GROUPS XINFO_CONSUMERS CLUSTER_INFO CLUSTER_NODES"
                            + " CLUSTER_SLOTS CLUSTER_SHARDS CLUSTER_MYID CLUSTER_KEYSLOT PUBSUB_CHANNELS PUBSUB_NUMSUB PUBSUB_NUMPAT LATENCY_LATEST LATENCY_HISTORY"
                            + " LATENCY_DOCTOR MODULE_LIST ACL_WHOAMI ACL_CAT FUNCTION_LIST FUNCTION_STATS SCRIPT_EXISTS COMMAND_COUNT COMMAND_INFO COMMAND_DOCS")
                    .split(" ", -1));

    private static final Set<String> SECRETS = Set.of("ACL", "CONFIG");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        String host = reading.value("-h").map(Naming::part).orElse("localhost");
        List<Term> words = reading.operands();
        boolean samples = reading.has("--scan") || reading.has("--bigkeys");
        if (!words.isEmpty()) {
            command(words, host, reading.has("-x"), acts);
        } else if (samples) {
            return;
        } else if (call.situation().input().text().isPresent()) {
            for (String line : call.situation().input().text().get().split("\n", -1)) {
                if (line.indexOf('"') >= 0 || line.indexOf('\'') >= 0 || line.indexOf('\\') >= 0) {
                    acts.opaque("its commands are not understood");
                } else if (!line.isBlank()) {
                    List<Term> terms = new ArrayList<>();
                    for (String word : line.strip().split("\\s+", -1)) {
                        terms.add(Term.of(word));
                    }
                    command(terms, host, false, acts);
                }
            }
        } else {
            acts.opaque("its commands come by standard input and are not known");
        }
    }

    private static void command(List<Term> words, String host, boolean input, Acts acts) {
        Term first = words.get(0);
        if (!first.known()) {
            acts.opaque("which command it sends is not known");
            return;
        }
        String name = first.text().toUpperCase(Locale.ROOT);
        String second =
                words.size() > 1 && words.get(1).known() ? words.get(1).text().toUpperCase(Locale.ROOT) : "";
        if (LOOKS.contains(name)
                || LOOKS_WITH.contains(name + "_" + second)
                || SECRETS.contains(name) && second.equals("GET") && !input && config(words)) {
            return;
        }
        String key = words.size() > 1 ? Naming.part(words.get(1)) : "*";
        Verb verb = switch (name) {
            case "DEL",
                    "UNLINK",
                    "FLUSHALL",
                    "FLUSHDB",
                    "HDEL",
                    "LPOP",
                    "RPOP",
                    "SPOP",
                    "SREM",
                    "ZREM",
                    "LREM",
                    "LTRIM",
                    "XDEL",
                    "XTRIM",
                    "GETDEL",
                    "SWAPDB" -> Verb.DELETE;
            case "EVAL", "EVALSHA", "FCALL", "SCRIPT", "FUNCTION", "MODULE", "DEBUG" -> Verb.EXECUTE;
            case "PUBLISH", "SPUBLISH" -> Verb.SEND;
            case "SHUTDOWN", "CLIENT", "FAILOVER", "REPLICAOF", "SLAVEOF" -> Verb.INTERRUPT;
            case "ACL" -> Verb.GRANT;
            default -> Verb.UPDATE;
        };
        boolean all = name.startsWith("FLUSH") || verb == Verb.EXECUTE || verb == Verb.INTERRUPT;
        acts.effect(
                verb,
                Naming.of("redis", host, all ? "*" : key),
                Reversibility.IRREVERSIBLE,
                name.startsWith("FLUSH")
                        ? "removes every key"
                        : "`" + name.toLowerCase(Locale.ROOT) + "` changes what a server keeps");
    }

    /** {@code CONFIG GET} of anything but passwords. */
    private static boolean config(List<Term> words) {
        if (!words.get(0).text().equalsIgnoreCase("config") || words.size() < 3) {
            return false;
        }
        for (Term word : words.subList(2, words.size())) {
            String text = word.text().toLowerCase(Locale.ROOT);
            if (!word.known() || text.contains("pass") || text.contains("auth") || text.indexOf('*') >= 0) {
                return false;
            }
        }
        return true;
    }
}
