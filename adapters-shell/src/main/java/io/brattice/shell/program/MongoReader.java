package io.brattice.shell.program;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mongosh} and {@code mongo}: code, unless it is one plain question. */
final class MongoReader implements Reader {

    private static final Pattern CALL = Pattern.compile("\\.\\s*([A-Za-z_]\\w*)\\s*\\(");
    private static final Pattern FREE = Pattern.compile("(?<![\\w.$])([A-Za-z_]\\w*)\\s*\\(");
    private static final Set<String> ASKS = Set.of(
            "find",
            "findOne",
            "count",
            "countDocuments",
            "estimatedDocumentCount",
            "distinct",
            "aggregate",
            "getIndexes",
            "stats",
            "dataSize",
            "storageSize",
            "totalSize",
            "explain",
            "limit",
            "sort",
            "skip",
            "toArray",
            "pretty",
            "projection",
            "size",
            "itcount",
            "hint",
            "maxTimeMS",
            "hasNext",
            "serverStatus",
            "hostInfo",
            "version",
            "getName",
            "getCollectionNames",
            "getCollectionInfos",
            "getCollection",
            "getSiblingDB",
            "status",
            "conf",
            "isMaster",
            "hello",
            "currentOp",
            "batchSize",
            "comment",
            "collation",
            "next");
    private static final Set<String> MAKES = Set.of(
            "ObjectId",
            "ISODate",
            "NumberLong",
            "NumberInt",
            "NumberDecimal",
            "UUID",
            "Date",
            "printjson",
            "print",
            "Timestamp",
            "tojson");
    private static final Pattern STARTS =
            Pattern.compile("(?:(?:printjson|print|tojson)\\s*\\(\\s*)?(?:db|rs|sh)\\s*\\..*", Pattern.DOTALL);
    private static final Pattern SHOWS =
            Pattern.compile("show\\s+(dbs|databases|collections|tables|users|roles|profile)\\s*;?");

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        boolean given = false;
        for (Term script : reading.values("--eval")) {
            given = true;
            if (!script.known() || !asks(script.text())) {
                acts.code("runs code in a database");
            }
        }
        for (Term word : reading.operands()) {
            if (!word.known()
                    || word.text().endsWith(".js")
                    || word.text().endsWith(".mongodb")
                    || word.text().endsWith(".mjs")) {
                acts.file(FileAct.READ, word);
                acts.code("runs the script `" + word + "` in a database");
            }
        }
        if (reading.operands().size() > 1) {
            acts.opaque("it is not known to take more than one database");
        }
        if (!given) {
            String text = call.situation().input().text().orElse("unknown");
            if (!text.isBlank() && !asks(text)) {
                acts.code("runs code in a database");
            }
        }
    }

    static boolean asks(String script) {
        String text = script.strip();
        if (SHOWS.matcher(text).matches()) {
            return true;
        }
        String bare = bare(text);
        boolean forbidden = bare.isEmpty()
                || bare.contains("=>")
                || bare.contains("function")
                || bare.indexOf('`') >= 0
                || bare.indexOf('=') >= 0
                || bare.indexOf('\\') >= 0
                || bare.contains("$out")
                || bare.contains("$merge")
                || bare.contains("$where")
                || bare.contains("$function")
                || bare.contains("$accumulator")
                || bare.indexOf('+') >= 0
                || bare.contains("//")
                || bare.contains("/*")
                || text.contains("\"$out")
                || text.contains("$merge")
                || text.contains("$where")
                || text.contains("$out")
                || text.contains("$function")
                || text.contains("$accumulator");
        if (forbidden || !STARTS.matcher(bare).matches()) {
            return false;
        }
        Matcher calls = CALL.matcher(bare);
        while (calls.find()) {
            if (!ASKS.contains(calls.group(1))) {
                return false;
            }
        }
        Matcher free = FREE.matcher(bare);
        while (free.find()) {
            if (!MAKES.contains(free.group(1))) {
                return false;
            }
        }
        int end = bare.indexOf(';');
        return (end < 0 || bare.substring(end + 1).isBlank())
                && !Pattern.compile("[\\])'\"]\\s*\\(|\\]\\s*\\.?\\s*\\(")
                        .matcher(bare)
                        .find();
    }

    /** The text with the content of its quotes taken out; empty when a quote has no end, or quotes are not plain. */
    private static String bare(String text) {
        StringBuilder bare = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '"' && c != '\'') {
                bare.append(c);
                i++;
                continue;
            }
            int end = text.indexOf(c, i + 1);
            if (end < 0 || text.substring(i, end).indexOf('\\') >= 0) {
                return "";
            }
            bare.append(c).append(c);
            i = end + 1;
        }
        return bare.toString();
    }
}
